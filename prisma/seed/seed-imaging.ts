import type { PrismaClient } from '#prisma/generated/client.ts'
import { makeFileStore } from '#prisma/repositories/file-store.ts'
import { scopedDb } from '#prisma/repositories/scoped-db.ts'
import type { ScopedDb } from '#prisma/repositories/scoped-db.ts'
import { abdomen, head, sliceOf, sliceSize } from './ct-phantom.ts'
import type { Phantom } from './ct-phantom.ts'
import { demoId } from './demo-ids.ts'
import { demoHospitals } from './demo-accounts.ts'
import { hospitalId } from './hospitals.ts'
import type { DemoPatient } from './patients/demo-patient.ts'
import { grayPng, throughWindow } from './png.ts'
import { demoPatients, patientId } from './seed-records.ts'

/** A synthetic CT of one demo patient. */
interface DemoStudy {
  readonly patient: string
  readonly phantom: Phantom
  readonly slices: number
  readonly studyDescription: string
  readonly seriesDescription: string
  readonly bodyPart: string
  readonly window: { readonly centre: number; readonly width: number }
  readonly hoursAgo: number
}

const studies: readonly DemoStudy[] = [
  {
    patient: 'gastrectomy',
    phantom: abdomen,
    slices: 28,
    studyDescription: 'CLVT bụng – tiểu khung có tiêm thuốc cản quang',
    seriesDescription: 'Thì tĩnh mạch cửa 6 mm',
    bodyPart: 'ABDOMEN',
    window: { centre: 40, width: 400 },
    hoursAgo: 5,
  },
  {
    patient: 'stroke',
    phantom: head,
    slices: 24,
    studyDescription: 'CLVT sọ não không tiêm thuốc',
    seriesDescription: 'Nhu mô não 5 mm',
    bodyPart: 'HEAD',
    window: { centre: 38, width: 80 },
    hoursAgo: 1.5,
  },
]

/** Writes the synthetic CT studies: each slice as DICOM Part 10 and as a picture for screens without a decoder. */
export async function seedImaging(client: PrismaClient, now: Date): Promise<void> {
  for (const [index, study] of studies.entries()) {
    const patient = demoPatients.find(({ key }) => key === study.patient)
    if (patient === undefined) throw new Error(`no demo patient ${study.patient}`)
    const ask = scopedDb(client, { organization: hospitalId(patient.hospital), practitioner: null, roles: [] })
    const isThere = await ask((db) => db.imagingStudy.count({ where: { id: demoId(`study:${study.patient}`) } }))
    if (isThere === 0) await seedStudy(ask, { study, patient, number: index + 1, startedAt: new Date(now.getTime() - study.hoursAgo * 3_600_000) })
  }
}

interface StudyOfPatient {
  readonly study: DemoStudy
  readonly patient: DemoPatient
  readonly number: number
  readonly startedAt: Date
}

async function seedStudy(ask: ScopedDb, work: StudyOfPatient): Promise<void> {
  const { study, patient, number, startedAt } = work
  const organizationId = hospitalId(patient.hospital)
  const instances = await storeSlices(ask, work)
  const { demoUidRoot } = await import('./dicom.ts')
  const uid = `${demoUidRoot}.${number}`
  const id: string = demoId(`study:${study.patient}`)
  const seriesId: string = demoId(`series:${study.patient}`)
  const facts = { modality: 'CT', description: study.studyDescription, startedAt }
  const series = { id: seriesId, organizationId, studyId: id, uid: `${uid}.1`, number: 1, description: study.seriesDescription }
  await ask((db) => db.imagingStudy.createMany({ data: [{ id, organizationId, patientId: patientId(patient.key), uid, ...facts }] }))
  await ask((db) => db.imagingSeries.createMany({ data: [series] }))
  await ask((db) => db.imagingInstance.createMany({ data: instances.map((instance) => ({ ...instance, organizationId, seriesId })) }))
}

/** Draws and keeps every slice; the DICOM writer is loaded only when there is something to write. */
async function storeSlices(ask: ScopedDb, { study, patient, number: studyNumber, startedAt }: StudyOfPatient) {
  const { ctSlice, demoUidRoot } = await import('./dicom.ts')
  const files = makeFileStore(ask)
  const studyUid = `${demoUidRoot}.${studyNumber}`
  const { phantom, slices, window, studyDescription, seriesDescription, bodyPart } = study
  const about = {
    studyUid, seriesUid: `${studyUid}.1`, startedAt, studyDescription, seriesDescription, bodyPart, window,
    accessionNumber: `CT26-${String(studyNumber).padStart(4, '0')}`,
    institution: demoHospitals[patient.hospital],
    patient: { id: patient.hospitalNumber, name: patient.name, sex: patient.sex === 'female' ? ('F' as const) : ('M' as const), birthDate: patient.birthDate },
    spacing: phantom.spacing,
    thickness: phantom.thickness,
  }
  return Promise.all(
    Array.from({ length: slices }, async (_, index) => {
      const number = index + 1
      const uid = `${studyUid}.1.${number}`
      const densities = sliceOf(phantom, index, slices)
      const dicom = ctSlice({ ...about, instanceUid: uid, number }, densities)
      const original = await files.put({ bytes: dicom, mediaType: 'application/dicom' })
      const preview = await files.put({ bytes: grayPng(throughWindow(densities, window), sliceSize), mediaType: 'image/png' })
      return { uid, number, original, preview }
    }),
  )
}
