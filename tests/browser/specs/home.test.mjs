// The home page: for a visitor in either language, with and without script, at a desk and on a telephone.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { LANGUAGES, PHONE, expectNoSidewaysScroll, expectSound, launchBrowser, openPage, shoot } from '../browser.mjs';
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

/** What the home page holds for everybody. */
async function expectHome(page, language) {
  const answer = await page.goto('/');
  assert.equal(answer.status(), 200);
  assert.equal(await page.locator('html').getAttribute('lang'), language);
  assert.equal(await page.locator('h1').count(), 1, 'one strong title');
  assert.ok((await page.locator('main').innerText()).trim().length > 0, 'the page says something');
  assert.ok(await page.locator('form input[type=search]').first().isVisible(), 'a search box');
}

for (const language of LANGUAGES) {
  test(`home in ${language} with script`, async () => {
    const page = await openPage(browser, program, { language });
    await expectHome(page, language);
    await shoot(page, `home-${language}`);
    await expectSound(page);
    await page.context().close();
  });

  test(`home in ${language} without script`, async () => {
    const page = await openPage(browser, program, { language, script: false });
    await expectHome(page, language);
    await shoot(page, `home-${language}-noscript`);
    assert.deepEqual(page.problems, []);
    await page.context().close();
  });

  test(`home in ${language} on a telephone`, async () => {
    const page = await openPage(browser, program, { language, viewport: PHONE });
    await expectHome(page, language);
    await shoot(page, `home-${language}-phone`);
    await expectNoSidewaysScroll(page);
    await expectSound(page);
    await page.context().close();
  });
}
