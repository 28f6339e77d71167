import { sectionKeys } from '#core/minutes/document.ts'
import { remarkKinds, settlements, type Remark, type RemarkAnchor, type RemarkRepository } from '#core/minutes/remarks.ts'
import { brandId } from '#core/shared/ids.ts'
import { Prisma, type MinutesRemark } from '#prisma/generated/client.ts'
import { oneOf, present } from './broken-row.ts'
import type { ScopedDb } from './scoped-db.ts'

/** What readers said about drafts. */
export function makeRemarkRepository(ask: ScopedDb): RemarkRepository {
  return {
    add: async ({ id, minutes, author, authorName, kind, section, question, anchor, quote, text, at }) => {
      const row = {
        id, minutesId: minutes, authorId: author, authorName, kind, section, question, quote, text, writtenAt: at, state: 'open',
        anchor: anchor === null ? Prisma.DbNull : { from: anchor.from, to: anchor.to },
      }
      await ask((db) => db.minutesRemark.createMany({ data: [row] }))
    },
    of: async (minutes) => {
      const rows = await ask((db) => db.minutesRemark.findMany({ where: { minutesId: minutes }, orderBy: [{ writtenAt: 'asc' }, { id: 'asc' }] }))
      return rows.map(remarkOf)
    },
    settle: async (id, { as, by, at }) => {
      const open = { id, state: 'open' }
      const { count } = await ask((db) => db.minutesRemark.updateMany({ where: open, data: { state: as, settledById: by, settledAt: at } }))
      if (count !== 1) throw new Error(`remark ${id} is not there, or settled`)
    },
  }
}

function remarkOf(row: MinutesRemark): Remark {
  const name = { table: 'minutes_remark', id: row.id }
  const state = oneOf(name, ['open', ...settlements], row.state)
  return {
    id: brandId(row.id),
    minutes: brandId(row.minutesId),
    author: brandId(row.authorId),
    authorName: row.authorName,
    kind: oneOf(name, remarkKinds, row.kind),
    section: oneOf(name, sectionKeys, row.section),
    question: row.question,
    // Written by this program as exactly this pair.
    anchor: row.anchor as unknown as RemarkAnchor | null,
    quote: row.quote,
    text: row.text,
    at: row.writtenAt,
    settled:
      state === 'open'
        ? null
        : { as: state, by: brandId(present(name, 'settled_by_id', row.settledById)), at: present(name, 'settled_at', row.settledAt) },
  }
}
