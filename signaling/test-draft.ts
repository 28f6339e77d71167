import type { ScheduledCase } from '#core/case/case.ts'
import type { Actor } from '#core/directory/actor.ts'
import type { MinutesDocument } from '#core/minutes/document.ts'
import { draftMinutes, type DraftMinutes } from '#core/minutes/minutes.ts'
import { brandId, type MinutesId } from '#core/shared/ids.ts'
import type { TestWorld } from './test-world.ts'

const document: MinutesDocument = {
  type: 'doc',
  content: [{ type: 'minutesSection', attrs: { key: 'conclusion', heading: 'Kết luận', question: null }, content: [{ type: 'paragraph' }] }],
}

/** A booked case whose minutes have one empty section; others may be on its team as well. */
export async function addDraft(world: TestWorld, others: readonly Actor[] = []): Promise<{ readonly one: ScheduledCase; readonly draft: DraftMinutes }> {
  const one = await world.bookCase(others)
  const draft = draftMinutes({ id: brandId<MinutesId>(crypto.randomUUID()), case: one.id, form: {} as never, document })
  await world.admin.query(
    `INSERT INTO minutes (id, case_id, version, status, form, document) VALUES ($1, $2, 1, 'draft', '{}', $3)`,
    [draft.id, one.id, JSON.stringify(document)],
  )
  return { one, draft }
}
