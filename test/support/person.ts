import type { Page } from 'playwright-core'

/** Fills fields by their names: a select by its option's words, a radio or a box by its value. */
export async function fill(page: Page, fields: Readonly<Record<string, string>>): Promise<void> {
  for (const [name, value] of Object.entries(fields)) {
    const field = page.locator(`[name="${name}"]:not([type="hidden"])`).first()
    const kind = await field.evaluate((element) => `${element.tagName} ${element.getAttribute('type') ?? ''}`)
    if (kind.startsWith('SELECT')) {
      const option = field.locator('option', { hasText: value }).first()
      await field.selectOption((await option.count()) > 0 ? await option.getAttribute('value') : value)
    } else if (/radio|checkbox/.test(kind)) await page.locator(`[name="${name}"][value="${value}"]`).check()
    else await field.fill(value)
  }
}

/** Presses the button that names the act, within the page's content. */
export const press = (page: Page, name: string): Promise<void> =>
  page.locator('main').getByRole('button', { name, exact: true }).first().click()

export const follow = (page: Page, name: string): Promise<void> =>
  page.locator('main').getByRole('link', { name, exact: true }).first().click()

/** A step that asks for something: its link on the record, its fields, its button. */
export async function take(page: Page, step: string, fields: Readonly<Record<string, string>> = {}): Promise<void> {
  await follow(page, step)
  await fill(page, fields)
  await press(page, step)
  await page.locator('.td-record').waitFor()
}
