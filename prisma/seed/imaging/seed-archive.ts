import type { ImageArchive } from '#core/imaging/ports.ts'
import { scopedDb } from '#prisma/repositories/scoped-db.ts'
import { demoHospitals } from '#prisma/seed/demo-accounts.ts'
import { hospitalId } from '#prisma/seed/hospitals.ts'
import { openScopedClient } from '#prisma/tenancy/scoped-client.ts'
import { demoStudies, instanceUidOf } from './demo-studies.ts'
import type { DemoSeries, DemoStudy } from './demo-studies.ts'
import { sopClass } from './demo-uids.ts'
import type { StudyFacts } from './dicom-file.ts'
import { studyRowId } from './seed-imaging.ts'

export interface ArchiveSeeding {
  /** Address for the role lienvien_app: the records say when each study was made. */
  readonly appUrl: string
  readonly archive: ImageArchive
  readonly studies?: readonly DemoStudy[]
}

// So many files go in one request: enough to keep the archive busy, few enough to keep memory low.
const atOnce = 20

/** Draws the demo images that the archive does not hold yet; a second run draws none. */
export async function seedArchive({ appUrl, archive, studies = demoStudies }: ArchiveSeeding): Promise<void> {
  const { client, close } = openScopedClient({ url: appUrl, applicationName: 'seed' })
  try {
    for (const study of studies) {
      const ask = scopedDb(client, { organization: hospitalId(study.patient.hospital), practitioner: null, roles: [] })
      const row = await ask((db) => db.imagingStudy.findFirst({ where: { id: studyRowId(study) }, select: { startedAt: true } }))
      if (row !== null) await seedStudy(archive, study, row.startedAt)
    }
  } finally {
    await close()
  }
}

async function seedStudy(archive: ImageArchive, study: DemoStudy, startedAt: Date): Promise<void> {
  const there = await archive.findSeries(study.uid)
  if (!there.ok && there.error === 'image.archive-unreachable') throw new Error('the image archive does not answer')
  const held = new Set((there.ok ? there.value : []).flatMap((series) => series.instances.map(({ uid }) => uid)))
  for (const series of study.series) {
    const missing = Array.from({ length: series.count }, (_, index) => index).filter((index) => !held.has(instanceUidOf(series, index)))
    for (let from = 0; from < missing.length; from += atOnce) {
      const files = await Promise.all(missing.slice(from, from + atOnce).map((index) => fileOf(study, series, { index, startedAt })))
      const stored = await archive.store(files)
      if (!stored.ok || stored.value.refused.length > 0) throw new Error('the image archive did not take the demo images')
    }
  }
}

/** Draws one file of a study. */
export async function fileOf(study: DemoStudy, series: DemoSeries, { index, startedAt }: { readonly index: number; readonly startedAt: Date }): Promise<Uint8Array> {
  // The DICOM writer is loaded only when there is something to write.
  const { dicomFile } = await import('./dicom-file.ts')
  const { patient } = study
  const facts: StudyFacts = {
    studyUid: study.uid,
    startedAt,
    studyDescription: study.description,
    accessionNumber: study.accessionNumber,
    institution: demoHospitals[patient.hospital],
    patient: { id: patient.hospitalNumber, name: patient.name, sex: patient.sex === 'female' ? 'F' : 'M', birthDate: patient.birthDate },
  }
  const one = {
    seriesUid: series.uid,
    seriesNumber: series.number,
    seriesDescription: series.description,
    modality: series.modality,
    sopClass: sopClass[series.modality],
    instanceUid: instanceUidOf(series, index),
    number: index + 1,
  }
  return dicomFile(facts, one, await series.draw(index))
}
