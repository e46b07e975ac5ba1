// What a person does on many pages, said once.

/** The address of the record with this title, from the list as the person sees it. */
export async function findRecord(page, plural, title) {
  await page.goto(`/${plural}?q=${encodeURIComponent(title)}`);
  return page.getByRole('main').getByRole('link', { name: title, exact: true }).first().getAttribute('href');
}

/** Uploads a file at `/admin/imports` and waits for the page that tells what would happen. */
export async function uploadFile(page, { kind, name, content }) {
  await page.goto('/admin/imports');
  await page.getByRole('radio', { name: kind, exact: true }).check();
  await page.locator('input[type=file]').setInputFiles({ name, mimeType: 'text/csv', buffer: content });
  await page.locator('main form .button-primary').click();
  await page.locator('h2#mapping').waitFor();
}
