import type { ScheduledCase } from '#core/case/case.ts'
import { documentName } from '#signaling/minutes/live-minutes.ts'
import type { openEditor, Writer } from '#signaling/test-editor.ts'
import type { RunningSignaling } from '#signaling/test-signaling.ts'
import { openWriter } from '#signaling/test-writer.ts'
import type { Page } from 'playwright-core'
import { applyUpdate, Doc } from 'yjs'

interface MinutesWindow {
  openEditor: typeof openEditor
  requestMinutesTicket: () => Promise<string>
  editor: Writer
}
declare const window: MinutesWindow & typeof globalThis

/** What the page must load to write in the minutes. */
export const browserEditor = { module: 'signaling/test-editor.ts', name: 'openEditor' }

/** Somebody who writes in the minutes in a browser, and somebody who reads along elsewhere. */
export interface Writing {
  /** One word a second, for so many seconds. */
  readonly goOn: (seconds: number) => Promise<void>
  readonly words: () => readonly string[]
  /** Resolves when every word stands once on the other side and the server has acknowledged the last one. */
  readonly whole: () => Promise<void>
  readonly close: () => void
  /** Which of the words the database holds, each as often as it stands there. */
  readonly kept: () => Promise<readonly string[]>
}

/** Opens the minutes of a case in this page and, for the chair, on a line that is whole. */
export async function writeWhileStarved(page: Page, running: RunningSignaling, one: ScheduledCase): Promise<Writing> {
  const name = documentName({ case: one.id, version: 1 })
  const written: string[] = []
  const inOrder = (text: string): readonly string[] => text.match(/‹câu \d+›/gu) ?? []
  await page.exposeFunction('requestMinutesTicket', () => running.minutesTicket('secretary', one))
  await page.evaluate(async (document) => {
    window.editor = await window.openEditor({ url: `ws://${window.location.host}/rt/minutes`, name: document, token: () => window.requestMinutesTicket() })
  }, name)
  const reader = await openWriter({ port: running.port(), name, token: () => running.minutesTicket('chair', one) })
  return {
    goOn: async (seconds) => {
      for (let second = 0; second < seconds; second += 1) {
        const word = `‹câu ${String(written.length + 1)}›`
        await page.evaluate((one) => window.editor.type(one), word)
        written.push(word)
        await page.waitForTimeout(1_000)
      }
    },
    words: () => written,
    whole: async () => {
      await reader.until((text) => inOrder(text).join('') === written.join(''))
      await page.evaluate(() => window.editor.acknowledged())
    },
    close: () => reader.leave(),
    kept: async () => {
      const { rows } = await running.world.admin.query<{ update: Buffer }>(
        'SELECT change.update FROM minutes_change change JOIN minutes ON minutes.id = minutes_id WHERE case_id = $1 ORDER BY change.id', [one.id])
      const doc = new Doc()
      for (const { update } of rows) applyUpdate(doc, update)
      return inOrder(doc.getXmlFragment([...doc.share.keys()][0] ?? 'default').toJSON())
    },
  }
}
