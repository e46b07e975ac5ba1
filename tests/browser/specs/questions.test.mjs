// What looks wrong beside other records is asked in the form, with everything typed still there, and saved when it is ticked.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { expectSound, expectWhole, launchBrowser, openPage, shoot } from '../browser.mjs';
import { startProgram } from '../program.mjs';

let browser;
let program;
before(async () => {
  program = await startProgram({ command: ['demo', '--port', '0', '--without-samples'] });
  browser = await launchBrowser();
});
after(async () => {
  await browser?.close();
  await program?.stop();
});

const field = (page, name) => page.locator(`main [name="${name}"]`);
const save = (page) => page.locator('main .form-actions .button-primary').click();

/** Fills the form of a post of the cluster. */
async function typeRole(page, { title, cluster, since }) {
  await page.goto('/roles/new');
  await field(page, 'title[ja]').fill(title);
  await field(page, 'role').selectOption('president');
  await field(page, 'cluster').fill(cluster);
  await field(page, 'since').fill(since);
}

for (const [language, script] of [['ja', true], ['en', false]]) {
  test(`two presidents at a time are asked about and saved when confirmed, ${language}, ${script ? 'with' : 'without'} script`, async () => {
    const page = await openPage(browser, program, { language, script });
    await page.goto('/clusters/new');
    await field(page, 'name[ja]').fill(`見本クラスター ${language}`);
    await save(page);
    await page.waitForURL(/\/clusters\/cluster-/);
    const cluster = new URL(page.url()).pathname.split('/').pop();
    await typeRole(page, { title: '本部長', cluster, since: '2002-04' });
    await save(page);
    await page.waitForURL(/\/roles\/role-/);

    await typeRole(page, { title: 'もう一人の本部長', cluster, since: '2003-04' });
    await save(page);
    const question = page.getByRole('alert');
    await question.waitFor();
    assert.match(await question.innerText(), /もう一人の本部長/);
    assert.equal(await field(page, 'since').inputValue(), '2003-04', 'what was typed is still there');
    if (script) {
      await shoot(page, 'role-question');
      await expectSound(page);
    }
    await expectWhole(page, language);

    // Saved again without a tick, it is asked again.
    await save(page);
    await question.waitFor();
    await question.getByRole('checkbox').check();
    await save(page);
    await page.waitForURL(/\/roles\/role-/);
    assert.match(await page.getByRole('main').innerText(), /もう一人の本部長/);
    await page.context().close();
  });
}

test('a form offers only the states that may come next', async () => {
  const page = await openPage(browser, program, { language: 'en' });
  await page.goto('/batons/new');
  await field(page, 'title[en]').fill('A baton');
  await field(page, 'state').selectOption('offered');
  await save(page);
  await page.waitForURL(/\/batons\/baton-/);
  await page.goto(`${new URL(page.url()).pathname}/edit`);
  const offered = await field(page, 'state').locator('option').evaluateAll((options) => options.map((option) => option.value));
  assert.deepEqual(offered, ['', 'offered', 'questioned', 'accepted', 'returned', 'withdrawn']);
  await page.context().close();
});
