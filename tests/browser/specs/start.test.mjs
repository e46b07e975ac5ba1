// The first start of an empty register: it asks for your cluster, makes everything in one change, and offers an example.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { becomeAdministrator, expectNoSidewaysScroll, expectSound, expectWhole, launchBrowser, openPage, PHONE, shoot } from '../browser.mjs';
import { SERVE, startProgram } from '../program.mjs';

const field = (page, name) => page.locator(`main [name="${name}"]`);

for (const [language, script, viewport] of [['ja', true, undefined], ['en', false, PHONE]]) {
  test(`an empty register asks for your cluster, ${language}, ${script ? 'with' : 'without'} script`, async () => {
    const program = await startProgram({ command: SERVE });
    const browser = await launchBrowser();
    try {
      const page = await openPage(browser, program, { language, script, ...(viewport && { viewport }) });
      await becomeAdministrator(page, program);
      await page.goto('/');
      assert.equal(new URL(page.url()).pathname, '/start', 'an empty register asks first');
      await expectWhole(page, language);
      await expectNoSidewaysScroll(page);
      if (script) await expectSound(page);

      await field(page, 'cluster_ja').fill('見本クラスター');
      await field(page, 'region').fill('見本地域');
      await field(page, 'prefecture').selectOption('37');
      await field(page, 'year').fill('2026');
      await field(page, 'staff.1.name').fill('見本 太郎');
      await field(page, 'staff.1.role').selectOption('president');
      await page.locator('main form .button-primary').first().click();
      // The organisation is missing: nothing is made, everything typed is still there.
      await page.getByRole('alert').waitFor();
      assert.equal(await field(page, 'staff.1.name').inputValue(), '見本 太郎');
      await field(page, 'organisation').fill('見本財団');
      await field(page, 'staff.2.name').fill('見本 花子');
      await field(page, 'staff.2.role').selectOption('president');
      await page.locator('main form .button-primary').first().click();

      // Two presidents at a time are asked about.
      const question = page.getByRole('alert');
      await question.waitFor();
      assert.match(await question.innerText(), /見本 花子/);
      if (script) await shoot(page, 'start-question');
      await expectNoSidewaysScroll(page);
      for (const box of await question.getByRole('checkbox').all()) await box.check();
      await page.locator('main form .button-primary').first().click();
      await page.waitForURL(/\/clusters\/cluster-/);
      assert.match(await page.getByRole('main').innerText(), /見本財団/);
      await page.goto('/');
      assert.equal(new URL(page.url()).pathname, '/', 'it asks once');
      assert.deepEqual(page.problems, []);
    } finally {
      await browser.close();
      await program.stop();
    }
  });
}
