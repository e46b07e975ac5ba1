// Matching: a need finds its seeds with reasons, a seed the way back, a text its partners, and absence an explanation.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { expectSound, launchBrowser, openPage } from '../browser.mjs';
import { findRecord } from '../desk.mjs';
import { startProgram } from '../program.mjs';

let browser;
let program;
before(async () => {
  program = await startProgram();
  browser = await launchBrowser();
});
after(async () => {
  await browser?.close();
  await program?.stop();
});

const NEED = 'Low-calorie sweetener that browns like sugar in baked goods';
const SEED = 'Formulating sweeteners with rare sugar to moderate blood glucose after meals';
const STRANGE = 'Self-driving robot that inspects sewer pipes without stopping the flow';

/** The ranked partners as a person reads them. */
async function readHits(page) {
  return page.locator('ol.matches > li').evaluateAll((items) =>
    items.map((item) => ({
      title: item.querySelector('h3 a').textContent.trim(),
      score: Number(item.querySelector('.score b').textContent),
      gains: [...item.querySelectorAll('.reasons tbody td.gain')].map((cell) => Number(cell.textContent)),
      sum: Number(item.querySelector('.reasons tfoot .gain').textContent),
      marks: [...item.querySelectorAll('mark')].map((mark) => mark.textContent),
    })),
  );
}

test('a need finds its seeds, each with reasons that add up; the seed finds the need again', async () => {
  const page = await openPage(browser, program, { language: 'en' });
  await page.goto(await findRecord(page, 'needs', NEED));
  await page.getByRole('link', { name: 'Find seeds' }).click();
  await page.getByRole('heading', { level: 1, name: 'Seeds for this need' }).waitFor();

  const hits = await readHits(page);
  assert.ok(hits.length >= 3);
  assert.equal(hits[0].title, SEED);
  assert.deepEqual(hits.map(({ score }) => score), hits.map(({ score }) => score).toSorted((one, other) => other - one));
  for (const { title, score, sum, gains } of hits) {
    assert.equal(sum, score, title);
    assert.ok(gains.length > 0, `${title} has reasons`);
    const added = gains.reduce((one, other) => one + other, 0);
    assert.ok(Math.abs(added - score) < 0.05 * gains.length + 0.001, `the reasons of ${title} make ${added}, its score is ${score}`);
  }
  assert.ok(hits[0].marks.length > 0, 'the words in common are highlighted');
  assert.ok((await page.locator('.side-panel mark').count()) > 0, 'in the need too');
  await expectSound(page);

  await page.locator('ol.matches h3 a').first().click();
  await page.getByRole('heading', { level: 1, name: new RegExp(SEED) }).waitFor();
  await page.getByRole('link', { name: 'Find needs' }).click();
  await page.getByRole('heading', { level: 1, name: 'Needs for this seed' }).waitFor();
  assert.ok((await readHits(page)).some(({ title }) => title === NEED), 'the need is among the needs of its seed');
  await page.context().close();
});

test('the list leads from a need backwards without passing by the record', async () => {
  const page = await openPage(browser, program, { language: 'en', script: false });
  await page.goto(await findRecord(page, 'needs', NEED));
  await page.getByRole('link', { name: 'Find seeds' }).click();
  await page.getByRole('link', { name: 'Match backwards from the first seed' }).click();
  await page.getByRole('heading', { level: 1, name: 'Needs for this seed' }).waitFor();
  assert.equal((await page.locator('#subject').innerText()).trim(), SEED);
  await page.context().close();
});

test('a text finds seeds and needs, in the other language too', async () => {
  const page = await openPage(browser, program, { language: 'en' });
  await page.goto('/match');
  const text = page.getByRole('textbox', { name: 'A problem, or a technology' });
  await text.fill('果糖から希少糖を連続してつくる酵素の反応器');
  assert.equal(await page.locator('output[data-count-for=text]').innerText(), '21', 'characters are counted while typing');
  await page.getByRole('main').getByRole('button', { name: 'Find matches' }).click();
  await page.getByRole('heading', { level: 1, name: 'Seeds for your text' }).waitFor();
  assert.equal((await readHits(page))[0].title, 'Immobilised-enzyme reactor for the continuous production of rare sugars');
  assert.equal(await text.inputValue(), '果糖から希少糖を連続してつくる酵素の反応器', 'the text stays');

  await page.getByRole('radio', { name: 'Needs' }).check();
  await page.getByRole('main').getByRole('button', { name: 'Find matches' }).click();
  await page.getByRole('heading', { level: 1, name: 'Needs for your text' }).waitFor();

  await text.fill('!? …');
  await page.getByRole('main').getByRole('button', { name: 'Find matches' }).click();
  await page.getByText('There is no word to search for').waitFor();
  await expectSound(page);
  await page.context().close();
});

test('why a seed is not in the list', async () => {
  const page = await openPage(browser, program, { language: 'en' });
  const strange = (await findRecord(page, 'seeds', STRANGE)).split('/').at(-1);
  const need = await findRecord(page, 'needs', NEED);
  await page.goto(`/match?need=${need.split('/').at(-1)}`);
  const [first] = await readHits(page);

  const box = page.getByRole('region', { name: 'Why is that seed not in the list?' });
  const reference = box.locator('input:visible');
  assert.equal(await reference.evaluate((input) => input.labels[0].textContent), 'Its reference');
  const ask = async (text) => {
    await reference.fill(text);
    await box.getByRole('button', { name: 'Tell me why' }).click();
    await page.waitForURL((url) => url.searchParams.get('why-not') === text);
    return box.getByRole('status').filter({ hasText: /\S/ }).last().innerText();
  };
  const answer = await ask(strange);
  assert.match(answer, new RegExp(STRANGE));
  assert.match(answer, /share no word|It lacks [\d.]+ points|It is number \d+/);
  assert.match(answer, /Words that it does not have: .*“sugar”/);
  assert.equal((await readHits(page))[0].title, first.title, 'asking does not change the list');
  assert.match(await ask('seed-00000000'), /No record with this reference was found/);

  // Half a name is enough: the field offers the records that fit.
  await reference.fill('sewer');
  await box.getByRole('option').first().waitFor();
  await page.keyboard.press('ArrowDown');
  await expectSound(page);
  await page.keyboard.press('Enter');
  assert.equal(await reference.inputValue(), strange);
  await page.context().close();
});
