import { z } from 'zod'
import { admissionFields, type AdmissionDraft, type AdmissionDraftRepository } from '#core/record/admission-draft.ts'
import type { OrganizationId, PractitionerId } from '#core/shared/ids.ts'
import type { ScopedDb } from './scoped-db.ts'

// A form of another version is read as far as it goes.
const words = z.record(z.string(), z.unknown()).transform((kept) =>
  Object.fromEntries(admissionFields.map((field) => [field, typeof kept[field] === 'string' ? kept[field] : ''])) as AdmissionDraft)

/** The form that whoever asks has begun; the platform begins none. */
export function makeAdmissionDraftRepository(ask: ScopedDb, of: { readonly practitioner: PractitionerId | null; readonly organization: OrganizationId }): AdmissionDraftRepository {
  const { practitioner, organization } = of
  if (practitioner === null) return { find: () => Promise.resolve(null), keep: () => Promise.reject(new Error('the platform admits nobody')), remove: () => Promise.resolve() }
  const key = { practitionerId: practitioner, organizationId: organization }
  return {
    find: async () => {
      const row = await ask((db) => db.admissionDraft.findFirst({ where: key }))
      return row === null ? null : words.parse(row.words)
    },
    keep: async (draft, at) => {
      const kept = { words: { ...draft }, keptAt: at }
      await ask((db) => db.admissionDraft.upsert({ where: { practitionerId_organizationId: key }, create: { ...key, ...kept }, update: kept }))
    },
    remove: async () => {
      await ask((db) => db.admissionDraft.deleteMany({ where: key }))
    },
  }
}

/** Forgets forms of every hospital in which nothing was typed for a week before this moment; how many there were. */
export const makeForgetAdmissionDrafts = (ask: ScopedDb) => async (moment: Date): Promise<number> => {
  const [row] = await ask((db) => db.$queryRaw<{ gone: number }[]>`SELECT forget_admission_drafts(${moment}::timestamptz) AS gone`)
  return row?.gone ?? 0
}
