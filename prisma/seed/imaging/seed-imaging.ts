import type { PrismaClient } from '#prisma/generated/client.ts'
import { scopedDb } from '#prisma/repositories/scoped-db.ts'
import { demoId } from '#prisma/seed/demo-ids.ts'
import { hospitalId } from '#prisma/seed/hospitals.ts'
import { patientId } from '#prisma/seed/seed-records.ts'
import { demoStudies, instanceUidOf } from './demo-studies.ts'
import type { DemoStudy } from './demo-studies.ts'
import { sopClass } from './demo-uids.ts'

/** Writes into the patients' records which images there are; the images themselves go to the archive (seed-archive.ts). */
export async function seedImaging(client: PrismaClient, now: Date): Promise<void> {
  for (const study of demoStudies) {
    const ask = scopedDb(client, { organization: hospitalId(study.patient.hospital), practitioner: null, roles: [] })
    const { studies, series, instances } = rowsOf(study, now)
    await ask((db) => db.imagingStudy.createMany({ data: studies, skipDuplicates: true }))
    await ask((db) => db.imagingSeries.createMany({ data: series, skipDuplicates: true }))
    await ask((db) => db.imagingInstance.createMany({ data: instances, skipDuplicates: true }))
  }
}

/** The row's id of a demo study. */
export const studyRowId = (study: DemoStudy): string => demoId(`study:${study.key}`)

// The first series of the first studies were named after the study alone; their rows keep that name.
const seriesRowId = (study: DemoStudy, number: number): string => demoId(number === 1 ? `series:${study.key}` : `series:${study.key}:${number}`)

function rowsOf(study: DemoStudy, now: Date) {
  const organizationId = hospitalId(study.patient.hospital)
  const id = studyRowId(study)
  const startedAt = new Date(now.getTime() - study.hoursAgo * 3_600_000)
  const modality = study.series[0]?.modality ?? 'OT'
  return {
    studies: [{ id, organizationId, patientId: patientId(study.patient.key), uid: study.uid, modality, description: study.description, startedAt }],
    series: study.series.map(({ uid, number, description }) => ({ id: seriesRowId(study, number), organizationId, studyId: id, uid, number, description })),
    instances: study.series.flatMap((one) =>
      Array.from({ length: one.count }, (_, index) => ({
        organizationId,
        seriesId: seriesRowId(study, one.number),
        uid: instanceUidOf(one, index),
        number: index + 1,
        sopClass: sopClass[one.modality],
        frames: one.frames,
      })),
    ),
  }
}
