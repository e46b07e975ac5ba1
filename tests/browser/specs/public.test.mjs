// What the public sees: less, said in words; and how the operator of an installation comes in and goes out.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { becomeAdministrator, expectSound, expectWhole, launchBrowser, openPage, shoot } from '../browser.mjs';
import { findRecord } from '../desk.mjs';
import { SERVE, startProgram } from '../program.mjs';

let browser;
let demo;
let installation;
before(async () => {
  [demo, installation] = await Promise.all([startProgram(), startProgram({ command: SERVE })]);
  browser = await launchBrowser();
});
after(async () => {
  await browser?.close();
  await demo?.stop();
  await installation?.stop();
});

const HIDDEN = '血流を色で重ねる近赤外蛍光内視鏡';
const NEED = '焼き色が砂糖と変わらない低カロリー甘味料がほしい';
/** Fields of that need for the named parties and for members. */
const WITHHELD = ['見本食品', 'sample-need-01@example.jp', '糖アルコール3種', 'コーディネータD'];

/** Addresses that write, and where a stranger may land on them. */
const WRITING = ['/seeds/new', '/admin/imports'];

async function countSeeds(page) {
  await page.goto('/seeds');
  return Number((await page.locator('.total').innerText()).replace(/\D/g, ''));
}

for (const script of [true, false]) {
  test(`the demonstration as the public sees it, ${script ? 'with' : 'without'} script`, async () => {
    const page = await openPage(browser, demo, { language: 'ja', script });
    const hidden = await findRecord(page, 'seeds', HIDDEN);
    const need = await findRecord(page, 'needs', NEED);
    const all = await countSeeds(page);
    await page.goto(need);
    const asOperator = await page.locator('main').innerText();
    for (const text of WITHHELD) assert.ok(asOperator.includes(text), `the operator reads ${text}`);

    await page.getByRole('link', { name: '一般の人の見え方で見る' }).click();
    await page.getByText('一般の人の見え方で表示しています。').waitFor();
    assert.equal(new URL(page.url()).pathname, need, 'the same page, with other eyes');
    const asPublic = await page.content();
    for (const text of WITHHELD) assert.ok(!asPublic.includes(text), `the public does not read ${text}`);
    assert.equal(await page.getByRole('link', { name: '編集' }).count(), 0);
    if (script) {
      await shoot(page, 'need-public');
      await expectSound(page);
    }

    assert.equal((await page.goto(hidden)).status(), 404);
    assert.ok(!(await page.content()).includes('内視鏡'), 'not even its title');
    assert.ok((await countSeeds(page)) < all);
    assert.ok(!(await page.content()).includes(HIDDEN));
    await page.goto(`/match?text=${encodeURIComponent(HIDDEN)}&among=seed`);
    assert.equal(await page.getByRole('main').getByRole('link', { name: HIDDEN }).count(), 0, 'matches do not tell either');

    for (const address of [...WRITING, `${need}/edit`, `${need}/delete`]) {
      assert.equal((await page.goto(address)).status(), 403, address);
      await page.getByRole('heading', { level: 1 }).waitFor();
      assert.match(await page.getByRole('alert').innerText(), /権限/, address);
      await expectWhole(page, 'ja');
    }

    await page.goto('/seeds');
    await page.getByRole('link', { name: '運用者に戻る' }).click();
    await page.getByText('運用者として開いています。').waitFor();
    assert.equal(await countSeeds(page), all);
    await page.context().close();
  });
}

test('an installation is public without its first link, which makes one administrator', async () => {
  const stranger = await openPage(browser, installation, { language: 'en' });
  await stranger.goto('/');
  await stranger.getByText('No record has been made public yet.').waitFor();
  await shoot(stranger, 'installation-public');
  await expectSound(stranger);
  for (const address of WRITING) assert.equal((await stranger.goto(address)).status(), 403, address);
  await stranger.getByText('Sign in, or ask an administrator of this installation.').waitFor();

  const operator = await openPage(browser, installation, { language: 'en' });
  await becomeAdministrator(operator, installation);
  await operator.getByRole('heading', { level: 1, name: 'First start' }).waitFor();
  await shoot(operator, 'installation-operator');
  await expectSound(operator);
  assert.equal((await operator.goto('/seeds/new')).status(), 200);

  const again = await stranger.goto(installation.firstLink);
  assert.ok(again.status() >= 400, 'the link is good once');
  await stranger.getByText('This link was used already or has ended.').waitFor();
  await expectWhole(stranger, 'en');
  assert.equal((await stranger.goto('/seeds/new')).status(), 403);

  await operator.getByRole('button', { name: 'Sign out' }).click();
  await operator.getByText('No record has been made public yet.').waitFor();
  assert.equal((await operator.goto('/seeds/new')).status(), 403);
  assert.deepEqual(operator.problems, []);
  await stranger.context().close();
  await operator.context().close();
});
