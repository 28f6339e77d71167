import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import type { IntakeOutcome, IntakeRepository, UploadRepository } from '#core/imaging/intake.ts'
import { intakeFaults } from '#core/imaging/intake.ts'
import type { OrganizationId } from '#core/shared/ids.ts'
import { brandId } from '#core/shared/ids.ts'
import type { ScopedDb } from './scoped-db.ts'

const outcomeShape = z.object({
  images: z.number(),
  series: z.number(),
  known: z.number(),
  media: z.number(),
  refused: z.array(z.object({ name: z.string(), fault: z.enum(intakeFaults) })),
  otherIdentity: z.string().nullable(),
}) satisfies z.ZodType<IntakeOutcome>

/** Uploads of the scope's own hospital. */
export const makeUploadRepository = (ask: ScopedDb, organizationId: OrganizationId): UploadRepository => ({
  add: async ({ id, patient, uploader, size, createdAt }) => {
    await ask((db) => db.upload.createMany({ data: [{ id, organizationId, patientId: patient, uploaderId: uploader, size, createdAt }] }))
  },
  find: async (id) => {
    const row = await ask((db) => db.upload.findFirst({ where: { id } }))
    if (row === null) return null
    const outcome = row.outcome === null ? null : outcomeShape.parse(row.outcome)
    return { id, patient: brandId(row.patientId), uploader: brandId(row.uploaderId), size: Number(row.size), createdAt: row.createdAt, outcome }
  },
  finish: async (id, outcome, at) => {
    const refused = outcome.refused.map((one) => ({ ...one }))
    await ask((db) => db.upload.updateMany({ where: { id }, data: { outcome: { ...outcome, refused }, endedAt: at } }))
  },
})

/** Puts images and media into the records of the scope's own hospital. */
export const makeImageIntake = (ask: ScopedDb, organizationId: OrganizationId): IntakeRepository => ({
  ownerOf: async (study) => {
    const row = await ask((db) => db.imagingStudy.findFirst({ where: { organizationId, uid: study }, select: { patientId: true } }))
    return row === null ? null : brandId(row.patientId)
  },
  claim: async (study, at) => {
    await ask((db) => db.studyClaim.createMany({ data: [{ organizationId, uid: study, claimedAt: at }], skipDuplicates: true }))
  },
  isClaimed: async (study) => {
    if ((await ask((db) => db.studyClaim.count({ where: { organizationId, uid: study } }))) === 0) return false
    const [row] = await ask((db) => db.$queryRaw<{ elsewhere: boolean }[]>`SELECT study_is_elsewhere(${study}) AS elsewhere`)
    return row?.elsewhere === false
  },
  known: async (study, instances) => {
    const where = { uid: { in: [...instances] }, series: { study: { organizationId, uid: study } } }
    const rows = await ask((db) => db.imagingInstance.findMany({ where, select: { uid: true } }))
    return new Set(rows.map(({ uid }) => uid))
  },
  addImages: async (patient, images) => {
    for (const uid of new Set(images.map(({ study }) => study))) {
      const ofStudy = images.filter(({ study }) => study === uid)
      const [first] = ofStudy
      if (first === undefined) continue
      const { modality, studyDescription, startedAt } = first
      const study = { id: randomUUID(), organizationId, patientId: patient, uid, modality, description: studyDescription, startedAt }
      await ask((db) => db.imagingStudy.createMany({ data: [study], skipDuplicates: true }))
      const held = await ask((db) => db.imagingStudy.findFirst({ where: { organizationId, uid, patientId: patient }, select: { id: true } }))
      if (held === null) throw new Error('a study changed hands while it came in')
      await addSeries(ask, { organizationId, studyId: held.id }, ofStudy)
      await ask((db) => db.studyClaim.deleteMany({ where: { organizationId, uid } }))
    }
  },
  addMedia: async (patient, { file, thumbnail, ...media }) => {
    const row = { ...media, organizationId, patientId: patient, fileSha256: file, thumbnailSha256: thumbnail }
    await ask((db) => db.recordMedia.createMany({ data: [row], skipDuplicates: true }))
  },
})

type Images = Parameters<IntakeRepository['addImages']>[1]

async function addSeries(ask: ScopedDb, study: { readonly organizationId: OrganizationId; readonly studyId: string }, images: Images): Promise<void> {
  const firsts = new Map(images.map((one) => [one.series, one]))
  const rows = [...firsts.values()].map((one) => ({ ...study, id: randomUUID(), uid: one.series, number: one.seriesNumber, description: one.seriesDescription }))
  await ask((db) => db.imagingSeries.createMany({ data: rows, skipDuplicates: true }))
  const held = await ask((db) => db.imagingSeries.findMany({ where: { studyId: study.studyId, uid: { in: [...firsts.keys()] } }, select: { id: true, uid: true } }))
  const ids = new Map(held.map(({ id, uid }) => [uid, id]))
  const instances = images.flatMap(({ series, instance, number, sopClass, frames }) => {
    const seriesId = ids.get(series)
    return seriesId === undefined ? [] : [{ organizationId: study.organizationId, seriesId, uid: instance, number, sopClass, frames }]
  })
  await ask((db) => db.imagingInstance.createMany({ data: instances, skipDuplicates: true }))
}
