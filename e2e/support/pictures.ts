import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from 'playwright-core'

/** The sizes that every page must be right at: a doctor's screen, a district PC, a phone. */
export const screenSizes = { desk: { width: 1440, height: 900 }, small: { width: 1024, height: 768 }, phone: { width: 390, height: 844 } } as const

/** Keeps how a page looks just now without touching it, where E2E_PICTURES names a folder: a room would not survive being loaded again. */
export async function keepSight(page: Page, name: string): Promise<void> {
  const folder = process.env['E2E_PICTURES']
  if (folder === undefined) return
  await mkdir(folder, { recursive: true })
  await page.screenshot({ path: join(folder, `${name}.png`) })
}

/** Keeps how a page looks just now at every size, without loading it again. */
export async function keepSizes({ page }: { readonly page: Page }, name: string): Promise<void> {
  for (const [size, viewport] of Object.entries(screenSizes)) {
    await page.setViewportSize(viewport)
    await keepSight(page, `${name}-${size}`)
  }
  await page.setViewportSize(screenSizes.desk)
}

/**
 * Keeps how a page looks just now, at every size and in both languages, where E2E_PICTURES names a folder; else does nothing.
 * `comeBack` leads to the same sight again after the page has been loaded in another language.
 */
export async function keepPictures(page: Page, name: string, comeBack: () => Promise<unknown> = () => Promise.resolve()): Promise<void> {
  const folder = process.env['E2E_PICTURES']
  if (folder === undefined) return
  await mkdir(folder, { recursive: true })
  for (const locale of ['en', 'vi'] as const) {
    await page.context().addCookies([{ name: 'lv-locale', value: locale, url: new URL(page.url()).origin }])
    await page.reload()
    await comeBack()
    for (const [size, viewport] of Object.entries(screenSizes)) {
      await page.setViewportSize(viewport)
      // What the address points at is what is looked at.
      await page.evaluate(() => document.getElementById(location.hash.slice(1))?.scrollIntoView())
      await page.waitForTimeout(700)
      await page.screenshot({ path: join(folder, `${name}-${size}-${locale}.png`) })
    }
    await page.setViewportSize(screenSizes.desk)
  }
}

/** Waits until the first page of the PDF that is shown has ink on it. */
export async function pdfDrawn(page: Page): Promise<void> {
  await page.getByRole('document').locator('canvas').first().waitFor()
  await page.waitForFunction(() => {
    const canvas = document.querySelector<HTMLCanvasElement>('[role=document] canvas')
    const pixels = canvas?.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height).data
    return pixels?.some((value, at) => at % 4 === 0 && value < 100 && (pixels[at + 3] ?? 0) > 0)
  })
}
