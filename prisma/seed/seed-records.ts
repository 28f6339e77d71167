import type { ObservationFlag } from '#core/record/patient-record.ts'
import type { PatientId } from '#core/shared/ids.ts'
import type { Prisma, PrismaClient } from '#prisma/generated/client.ts'
import { toDateColumn, toOptionalDate } from '#prisma/repositories/plain-date.ts'
import { scopedDb } from '#prisma/repositories/scoped-db.ts'
import { demoId } from './demo-ids.ts'
import { departmentName, hospitalId, organizations } from './hospitals.ts'
import { moreBaLangPatients } from './patients/ba-lang-more.ts'
import { baLangPatients } from './patients/ba-lang.ts'
import type { DemoPatient, Measure, Readings } from './patients/demo-patient.ts'
import { laboratory, vitalSigns } from './patients/demo-patient.ts'
import { ngocVanPatients } from './patients/ngoc-van.ts'
import { songHanPatients } from './patients/song-han.ts'

export const demoPatients: readonly DemoPatient[] = [...baLangPatients, ...moreBaLangPatients, ...ngocVanPatients, ...songHanPatients]

/** The identifier of a demo patient. */
export const patientId = (key: string): PatientId => demoId(`patient:${key}`)

const hour = 3_600_000
const day = 24 * hour

/** Writes every patient with encounters, diagnoses, allergies, medicines, vital signs, laboratory results, reports and operations. */
export async function seedRecords(client: PrismaClient, now: Date): Promise<void> {
  for (const { id: organization } of organizations) {
    const ask = scopedDb(client, { organization, practitioner: null, roles: [] })
    const patients = demoPatients.filter((patient) => hospitalId(patient.hospital) === organization)
    const rows = <Row>(of: (patient: DemoPatient, now: Date) => readonly Row[]): Row[] => patients.flatMap((patient) => of(patient, now))
    await ask((db) => db.patient.createMany({ data: patients.map(patientRow), skipDuplicates: true }))
    await ask((db) => db.encounter.createMany({ data: rows(encounterRows), skipDuplicates: true }))
    await ask((db) => db.condition.createMany({ data: rows(conditionRows), skipDuplicates: true }))
    await ask((db) => db.allergy.createMany({ data: rows(allergyRows), skipDuplicates: true }))
    await ask((db) => db.medication.createMany({ data: rows(medicationRows), skipDuplicates: true }))
    await ask((db) => db.observation.createMany({ data: rows(observationRows), skipDuplicates: true }))
    await ask((db) => db.diagnosticReport.createMany({ data: rows(reportRows), skipDuplicates: true }))
    await ask((db) => db.procedure.createMany({ data: rows(procedureRows), skipDuplicates: true }))
  }
}

const owner = (patient: DemoPatient) => ({ organizationId: hospitalId(patient.hospital), patientId: patientId(patient.key) })

const patientRow = (patient: DemoPatient): Prisma.PatientCreateManyInput => ({
  id: patientId(patient.key),
  organizationId: hospitalId(patient.hospital),
  hospitalNumber: patient.hospitalNumber,
  name: patient.name,
  birthDate: toOptionalDate(patient.birthDate),
  sex: patient.sex,
  citizenId: patient.citizenId,
  insuranceNumber: patient.insuranceNumber,
  address: patient.address,
  phone: patient.phone,
})

const encounterRows = (patient: DemoPatient, now: Date): Prisma.EncounterCreateManyInput[] => [
  {
    ...owner(patient),
    id: demoId(`encounter:${patient.key}`),
    kind: patient.stay.kind,
    admissionNumber: patient.stay.number,
    department: departmentName(patient.hospital, patient.stay.department),
    room: patient.stay.room,
    bed: patient.stay.bed,
    admittedAt: ago(now, patient.stay.hoursAgo),
  },
]

const conditionRows = (patient: DemoPatient, now: Date): Prisma.ConditionCreateManyInput[] =>
  patient.conditions.map(([code, display, hoursAgo, status]) => ({
    ...owner(patient),
    id: demoId(`condition:${patient.key}:${code}`),
    code,
    display,
    status: status ?? 'active',
    recordedAt: ago(now, hoursAgo),
  }))

const allergyRows = (patient: DemoPatient): Prisma.AllergyCreateManyInput[] =>
  (patient.allergies ?? []).map(([substance, reaction, criticality]) => ({
    ...owner(patient),
    id: demoId(`allergy:${patient.key}:${substance}`),
    substance,
    reaction,
    criticality,
  }))

const medicationRows = (patient: DemoPatient, now: Date): Prisma.MedicationCreateManyInput[] =>
  patient.medications.map(([name, dosage, daysAgo, endedDaysAgo]) => ({
    ...owner(patient),
    id: demoId(`medication:${patient.key}:${name}`),
    name,
    dosage,
    startedOn: dateAgo(now, daysAgo),
    endedOn: endedDaysAgo === undefined ? null : dateAgo(now, endedDaysAgo),
  }))

const reportRows = (patient: DemoPatient, now: Date): Prisma.DiagnosticReportCreateManyInput[] =>
  (patient.reports ?? []).map(({ hoursAgo, ...said }) => ({
    ...owner(patient),
    id: demoId(`report:${patient.key}:${said.code}`),
    ...said,
    results: [],
    issuedAt: ago(now, hoursAgo),
  }))

const procedureRows = (patient: DemoPatient, now: Date): Prisma.ProcedureCreateManyInput[] =>
  (patient.procedures ?? []).map(([code, display, hoursAgo, note]) => ({
    ...owner(patient),
    id: demoId(`procedure:${patient.key}:${code}`),
    code,
    display,
    status: 'completed',
    note: note ?? '',
    performedAt: ago(now, hoursAgo),
    endedAt: null,
  }))

function observationRows(patient: DemoPatient, now: Date): Prisma.ObservationCreateManyInput[] {
  const rows = <Name extends string>(category: string, measures: Readonly<Record<Name, Measure>>, taken: readonly Readings<Name>[]) =>
    taken.flatMap(([hoursAgo, values]) =>
      (Object.keys(values) as Name[]).flatMap((name) => {
        const value = values[name]
        if (value === undefined) return []
        const measure = measures[name]
        const own = (patient.ranges as Readonly<Partial<Record<string, Measure['range']>>> | undefined)?.[name]
        return [
          {
            ...owner(patient),
            id: demoId(`observation:${patient.key}:${name}:${hoursAgo}`),
            category,
            ...readingColumns({ ...measure, ...(own === undefined ? {} : { range: own }) }, value),
            effectiveAt: ago(now, hoursAgo),
          },
        ]
      }),
    )
  return [...rows('vital-signs', vitalSigns, patient.vitals), ...rows('laboratory', laboratory, patient.labs)]
}

function readingColumns(measure: Measure, value: number | readonly [text: string, flag: ObservationFlag]) {
  const { code, display, unit, range } = measure
  const facts = { code, display, unit, referenceLow: range[0], referenceHigh: range[1] }
  return typeof value === 'number'
    ? { ...facts, valueNumber: value, flag: flagOf(measure, value) }
    : { ...facts, valueText: value[0], flag: value[1] }
}

/** What a laboratory prints beside a value. */
function flagOf({ range, critical = [null, null] }: Measure, value: number): ObservationFlag {
  const below = (bound: number | null): boolean => bound !== null && value < bound
  const above = (bound: number | null): boolean => bound !== null && value > bound
  if (below(range[0])) return below(critical[0]) ? 'critical-low' : 'low'
  if (above(range[1])) return above(critical[1]) ? 'critical-high' : 'high'
  return 'normal'
}

const ago = (now: Date, hours: number): Date => new Date(now.getTime() - hours * hour)
const dateAgo = (now: Date, days: number): Date => toDateColumn(new Date(now.getTime() - days * day).toISOString().slice(0, 10))
