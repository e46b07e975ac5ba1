// Every main page as it is delivered: in both languages, at a desk and on a telephone, with script and without.

import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';

import {
  DESK,
  LANGUAGES,
  PHONE,
  expectNoSidewaysScroll,
  expectSound,
  expectWhole,
  launchBrowser,
  openPage,
  shoot,
} from '../browser.mjs';
import { findRecord, uploadFile } from '../desk.mjs';
import { startProgram } from '../program.mjs';

const NEED = '焼き色が砂糖と変わらない低カロリー甘味料がほしい';
const SEED = '希少糖を連続生産する固定化酵素リアクター';
const FILE = '四月の調査票\n名称,備考,有効期限\n甘味料の反応器,再訪,令和9年3月31日\n光を測る装置,,平成32年\n';

let browser;
let program;
/** Name of the page (and its picture), address, status. */
let pages;
before(async () => {
  program = await startProgram();
  browser = await launchBrowser();
  const page = await openPage(browser, program);
  const need = await findRecord(page, 'needs', NEED);
  const seed = await findRecord(page, 'seeds', SEED);
  await page.goto('/seeds');
  const organisation = await page.locator('main tbody td a[href^="/organisations/"]').first().getAttribute('href');
  await uploadFile(page, { kind: 'シーズ', name: '四月.csv', content: Buffer.from(FILE) });
  const batch = new URL(page.url()).pathname;
  const cluster = await findRecord(page, 'clusters', '札幌周辺を核とする道央地域');
  await page.context().close();
  pages = [
    ['home', '/'],
    ['home-2003', '/?year=2003'],
    ['clusters', '/clusters'],
    ['cluster', cluster],
    ['offer', '/offer'],
    ['offer-contact', '/offer/contact'],
    ['tie-ups', '/tie-ups'],
    ['budgets', '/coordination/budgets?fiscal_year=2010'],
    ['indicators', '/hq/indicators'],
    ['programme-map', '/coordination/programme-map?on=2008-06-01'],
    ['scheme-guide', '/coordination/scheme-guide?stage=application'],
    ['programmes', '/programmes'],
    ['events', '/events?year=2003'],
    ['people', '/people'],
    ['committees', '/coordination/committees'],
    ['chain', `${need}/chain`],
    ['register', '/register'],
    ['cluster-new', '/clusters/new'],
    ['help', '/help'],
    ['guide', '/help/guide'],
    ['installing', '/help/installing'],
    ['manual', '/help/clusters'],
    ['past', '/clusters?on=2004-03-31&view=list'],
    ['search', '/search?q=enzyme+酵素'],
    ['search-nothing', '/search?q=qqqq'],
    ['seeds', '/seeds'],
    ['seeds-filtered', '/seeds?fields=life&readiness=6&q=細胞'],
    ['seeds-none', '/seeds?q=qqqq'],
    ['seed', seed],
    ['seed-new', '/seeds/new'],
    ['seed-edit', `${seed}/edit`],
    ['seed-delete', `${seed}/delete`],
    ['needs', '/needs'],
    ['need', need],
    ['need-edit', `${need}/edit`],
    ['organisations', '/organisations'],
    // Seeds refer to it, so this page lists them instead of the button.
    ['organisation-delete', `${organisation}/delete`],
    ['sources', '/sources'],
    ['match', '/match'],
    ['match-need', `/match?need=${need.split('/').at(-1)}`],
    ['match-seed', `/match?seed=${seed.split('/').at(-1)}`],
    ['match-text', '/match?text=Rare+sugars+from+fructose+果糖から希少糖&among=seed'],
    ['merges', '/organisations/merges'],
    ['imports', '/admin/imports'],
    ['import', batch],
    ['jobs', '/admin/jobs'],
    ['about', '/about'],
    ['keyboard', '/help/keyboard'],
    ['api', '/api'],
    ['unknown', '/seeds/seed-00000000', 404],
    ['public', '/demo/view?as=public&back=/'],
    ['refused', '/seeds/new', 403],
  ];
});
after(async () => {
  await browser?.close();
  await program?.stop();
});

// Two visitors at once: most of the time goes to drawing and to axe, each in its own process.
describe('pages', { concurrency: 2 }, () => {
  for (const language of LANGUAGES) {
    test(`pages in ${language} with script`, async (t) => {
      const page = await openPage(browser, program, { language });
      for (const [name, address, status = 200] of pages) {
        await t.test(name, async () => {
          page.problems.length = 0;
          const answer = await page.goto(address);
          assert.equal(answer.status(), status);
          await expectWhole(page, language);
          await shoot(page, `${name}-${language}`);
          await expectNoSidewaysScroll(page);
          // axe sees the wide page in English and the narrow one in Japanese: the structure is the same, the layout is not.
          if (language === 'en') await expectSound(page);
          await page.setViewportSize(PHONE);
          await expectNoSidewaysScroll(page);
          if (language === 'ja') {
            await shoot(page, `${name}-${language}-phone`);
            await expectSound(page);
          }
          await page.setViewportSize(DESK);
        });
      }
      await page.context().close();
    });

    test(`pages in ${language} without script`, async (t) => {
      const page = await openPage(browser, program, { language, script: false, viewport: PHONE });
      for (const [name, address, status = 200] of pages) {
        await t.test(name, async () => {
          page.problems.length = 0;
          const answer = await page.goto(address);
          assert.equal(answer.status(), status);
          await expectNoSidewaysScroll(page);
          await expectWhole(page, language);
          // What only script can do is not offered.
          assert.equal(await page.locator('[data-copy]:visible').count(), 0);
        });
      }
      await page.context().close();
    });
  }
});

test('in the dark', async (t) => {
  const page = await openPage(browser, program, { language: 'ja', dark: true });
  const shown = ['home', 'seeds-filtered', 'seed', 'seed-new', 'match-need', 'import'];
  for (const [name, address] of pages.filter(([name]) => shown.includes(name))) {
    await t.test(name, async () => {
      await page.goto(address);
      await shoot(page, `${name}-dark`);
      await expectSound(page);
    });
  }
  await page.context().close();
});

test('on paper the register stays and the tools go', async () => {
  const page = await openPage(browser, program, { language: 'ja' });
  await page.emulateMedia({ media: 'print' });
  for (const name of ['seeds', 'seed', 'match-need']) {
    await page.goto(pages.find(([known]) => known === name)[1]);
    assert.ok(await page.locator('h1').isVisible());
    assert.equal(await page.locator('.site-nav, .site-search, .page-head .actions').filter({ visible: true }).count(), 0);
    await shoot(page, `${name}-print`);
  }
  assert.deepEqual(page.problems, []);
  await page.context().close();
});
