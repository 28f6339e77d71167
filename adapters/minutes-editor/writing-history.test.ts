import { describe, expect, it } from 'vitest'
import { applyUpdate, Doc, XmlElement, XmlText } from 'yjs'
import type { MinutesDocument } from '#core/minutes/document.ts'
import type { MinutesChange } from '#core/minutes/live-minutes.ts'
import { brandId } from '#core/shared/ids.ts'
import { updateOfDocument } from './live-document.ts'
import { minutesField } from './minutes-extensions.ts'
import { writingHistory } from './writing-history.ts'

const start: MinutesDocument = {
  type: 'doc',
  content: (['conclusion', 'direction'] as const).map((key) => ({
    type: 'minutesSection', attrs: { key, heading: key, question: null }, content: [{ type: 'paragraph', content: [{ type: 'text', text: 'điền sẵn' }] }],
  })),
}

/** Records as the document server does, each change with its writer and minute. */
function recorder() {
  const first = updateOfDocument(start)
  const live = new Doc()
  applyUpdate(live, first)
  const changes: MinutesChange[] = [{ author: brandId('hệ thống'), at: new Date(0), update: first }]
  return {
    changes,
    write: ([author, minute, section = 0]: readonly [string, number, number?], edit: (paragraph: XmlElement) => void) => {
      const take = (update: Uint8Array): void => void changes.push({ author: brandId(author), at: new Date(minute * 60_000), update })
      live.once('update', take)
      const body = live.getXmlFragment(minutesField).get(section)
      const paragraph = body instanceof XmlElement ? body.get(0) : null
      if (paragraph instanceof XmlElement) live.transact(() => edit(paragraph))
    },
  }
}
const add = (words: string) => (paragraph: XmlElement) => paragraph.insert(paragraph.length, [new XmlText(words)])

describe('the writing history', () => {
  const { changes, write } = recorder()
  write(['thư ký', 1], add(' viêm'))
  write(['thư ký', 2], add(' tụy cấp'))
  write(['chủ tọa', 3, 1], add(' mổ'))
  write(['thư ký', 4], (paragraph) => paragraph.delete(0, 1))
  write(['thư ký', 30], add(' nặng'))

  it('tells who wrote and took out what, one entry a run of writing, newest first', () => {
    expect(writingHistory.entries(changes).map(({ author, edits }) => [author, edits])).toEqual([
      ['thư ký', [{ heading: 'conclusion', removed: '', added: 'nặng' }]],
      ['thư ký', [{ heading: 'conclusion', removed: 'điền sẵn', added: '' }]],
      ['chủ tọa', [{ heading: 'direction', removed: '', added: 'mổ' }]],
      ['thư ký', [{ heading: 'conclusion', removed: '', added: 'viêm tụy cấp' }]],
    ])
  })

  it('gives back the text of any moment', () => {
    const [, , , oldest] = writingHistory.entries(changes)
    const then = JSON.stringify(writingHistory.textAt(changes, oldest?.upTo ?? 0))
    expect(then).toContain('điền sẵn viêm tụy cấp')
    expect(then).not.toContain('mổ')
  })

  it('is empty while nobody has written', () => {
    expect(writingHistory.entries(changes.slice(0, 1))).toEqual([])
    expect(writingHistory.entries([])).toEqual([])
  })

  it('is not broken by a draft whose first state was never recorded', () => {
    expect(() => writingHistory.entries(changes.slice(1))).not.toThrow()
  })
})
