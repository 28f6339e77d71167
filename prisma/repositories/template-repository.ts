import { specialtyCodes } from '#core/directory/directory.ts'
import { templateKeys, type TemplateRepository } from '#core/minutes/templates.ts'
import { brandId } from '#core/shared/ids.ts'
import { oneOf } from './broken-row.ts'
import type { ScopedDb } from './scoped-db.ts'

/** Templates of the minutes; the general one stands under an empty specialty. */
export const makeTemplateRepository = (ask: ScopedDb): TemplateRepository => ({
  of: async (organization) => {
    const rows = await ask((db) => db.minutesTemplate.findMany({ where: { organizationId: organization }, orderBy: { specialty: 'asc' } }))
    return rows.map((row) => ({
      organization: brandId(row.organizationId),
      specialty: row.specialty === '' ? null : oneOf({ table: 'minutes_template', id: row.organizationId }, specialtyCodes, row.specialty),
      texts: textsOf(row.texts),
      savedBy: brandId(row.savedById),
      savedAt: row.savedAt,
    }))
  },
  save: async ({ organization, specialty, texts, savedBy, savedAt }) => {
    const [key, kept] = [{ organizationId: organization, specialty: specialty ?? '' }, { texts, savedById: savedBy, savedAt }]
    await ask((db) => db.minutesTemplate.upsert({ where: { organizationId_specialty: key }, create: { ...key, ...kept }, update: kept }))
  },
  remove: async (organization, specialty) => {
    await ask((db) => db.minutesTemplate.deleteMany({ where: { organizationId: organization, specialty: specialty ?? '' } }))
  },
})

/** Only known sections, only text. */
function textsOf(json: unknown): Record<string, string> {
  const kept: Record<string, unknown> = typeof json === 'object' && json !== null ? { ...json } : {}
  return Object.fromEntries(templateKeys.flatMap((key) => {
    const text = kept[key]
    return typeof text === 'string' ? [[key, text]] : []
  }))
}
