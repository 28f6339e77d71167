import type { Locator, Page } from 'playwright-core'

/** More stops than any page of the portal has before what a person looks for. */
const mostStops = 120

const holdsFocus = (target: Locator): Promise<boolean> =>
  target.evaluate((element) => element === document.activeElement || (document.activeElement !== null && document.activeElement.matches('input, textarea, select, button, [tabindex]') && element.contains(document.activeElement)))

/** Walks to a control with Tab alone, as somebody without a mouse does; throws if it cannot be reached or its focus cannot be seen. */
export async function tabTo(page: Page, target: Locator): Promise<void> {
  await target.waitFor()
  for (let stop = 0; !(await holdsFocus(target)); stop++) {
    if (stop === mostStops) throw new Error(`Tab does not lead to ${String(target)}`)
    await page.keyboard.press('Tab')
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

/** Goes into the group of radios that holds the wanted one and on with the arrow until it is chosen. */
export async function pick(page: Page, wanted: Locator): Promise<void> {
  await wanted.waitFor()
  const group = page.getByRole('radiogroup').filter({ has: wanted })
  await tabTo(page, group)
  const others = await group.getByRole('radio').count()
  for (let step = 0; step <= others && !(await wanted.isChecked()); step++) {
    await page.keyboard.press(step === 0 ? 'Space' : 'ArrowDown')
  }
  if (!(await wanted.isChecked())) throw new Error(`the arrows do not choose ${String(wanted)}`)
}
