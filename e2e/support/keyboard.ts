import type { Locator, Page } from 'playwright-core'

/** More stops than any page of the portal has before what a person looks for. */
const mostStops = 120

const holdsFocus = (target: Locator): Promise<boolean> =>
  target.evaluate((element) => element === document.activeElement || (document.activeElement !== null && document.activeElement.matches('input, textarea, select, button, [tabindex]') && element.contains(document.activeElement)))

/** Whether a control stands further up on the page than what has the focus. */
const isBehind = (target: Locator): Promise<boolean> =>
  target.evaluate((element) => {
    const at = document.activeElement
    return at !== null && at !== document.body && (element.compareDocumentPosition(at) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0
  })

/** Walks to a control with Tab alone, forwards or back, as somebody without a mouse does; throws if it cannot be reached or its focus cannot be seen. */
export async function tabTo(page: Page, target: Locator): Promise<void> {
  await target.waitFor()
  const key = (await isBehind(target)) ? 'Shift+Tab' : 'Tab'
  for (let stop = 0; !(await holdsFocus(target)); stop++) {
    if (stop === mostStops) throw new Error(`${key} does not lead to ${String(target)}`)
    await page.keyboard.press(key)
  }
  if (!(await page.evaluate(() => document.activeElement?.matches(':focus-visible') === true))) throw new Error(`no focus is seen on ${String(target)}`)
}

/** Reaches a button or link and presses Enter on it. */
export async function press(page: Page, target: Locator): Promise<void> {
  await tabTo(page, target)
  await page.keyboard.press('Enter')
}

/** Reaches a field and writes into it what it does not hold already. */
export async function write(page: Page, target: Locator, text: string): Promise<void> {
  await tabTo(page, target)
  await page.keyboard.press('Control+A')
  await page.keyboard.type(text)
}

/** An arrow held as long as a finger holds it: what it leads to is chosen while it is down. */
export const arrow = (page: Page, key: 'ArrowDown' | 'ArrowRight'): Promise<void> => page.keyboard.press(key, { delay: 60 })

/** Goes into the group of radios that holds the wanted one and on with the arrow until it is chosen. */
export async function pick(page: Page, wanted: Locator): Promise<void> {
  await wanted.waitFor()
  const group = page.getByRole('radiogroup').filter({ has: wanted })
  await tabTo(page, group)
  const others = await group.getByRole('radio').count()
  for (let step = 0; step <= others && !(await wanted.isChecked()); step++) {
    if (step === 0) await page.keyboard.press('Space')
    else await arrow(page, 'ArrowDown')
  }
  if (!(await wanted.isChecked())) throw new Error(`the arrows do not choose ${String(wanted)}`)
}

/** Opens a row of a list, once it is the first of what was found: the row is the stop of Tab, and not the links in it. */
export async function openRow(page: Page, name: string): Promise<void> {
  await press(page, page.locator('[data-row][tabindex="0"]', { hasText: name }))
}

/** Opens a combobox, types part of a name and takes what is found. */
export async function chooseByTyping(page: Page, label: string, name: string): Promise<void> {
  await press(page, page.getByRole('combobox', { name: label }))
  await page.getByRole('option').first().waitFor()
  await page.keyboard.type(name)
  await page.locator('[role="option"][data-selected="true"]', { hasText: name }).waitFor()
  await page.keyboard.press('Enter')
}
