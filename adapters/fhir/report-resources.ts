import { z } from 'zod'
import { procedureStatuses, reportCategories, type Procedure, type ReportCategory, type WrittenReport } from '#core/record/patient-record.ts'
import type { Json, Reference, ResourceMapping } from './fhir-json.ts'
import { concept, idOfUrn, instant, systems, urnOf } from './fhir-json.ts'

/** HL7's diagnostic service section of each kind of report, where it has one. */
const sections: Readonly<Record<ReportCategory, string | null>> = {
  imaging: 'RAD', pathology: 'PAT', endoscopy: null, cardiology: 'CUS', laboratory: 'LAB', other: 'OTH',
}
const reportKinds = 'urn:lien-vien:codes:report-kind'

function categoryOf(category: ReportCategory): Json {
  const section = sections[category]
  return { coding: [{ system: reportKinds, code: category }, ...(section === null ? [] : [{ system: systems.diagnosticService, code: section }])] }
}

// Hospitals code reports and operations in their own way: a code is theirs unless it has LOINC's shape.
const localReports = 'urn:lien-vien:codes:local-report'
const localProcedures = 'urn:lien-vien:codes:local-procedure'
const loincShape = /^\d{1,7}-\d$/

const coded = (system: string, code: string, display: string): Json => (code === '' ? { text: display } : concept(system, code, display))
const optional = (text: string): string | undefined => (text === '' ? undefined : text)

/** An observation as its neighbours in the same document, or on the same server, are named. */
const observationReference = (id: string, { reference }: Reference): Json => ({ reference: reference.startsWith('urn:') ? urnOf(id) : `Observation/${id}` })

const codedSchema = z.object({ text: z.string(), coding: z.tuple([z.object({ code: z.string() })], z.unknown()).optional() })
const reportSchema = z.object({
  id: z.string(),
  category: z.tuple([z.object({ coding: z.tuple([z.object({ code: z.enum(reportCategories) })], z.unknown()) })], z.unknown()),
  code: codedSchema,
  issued: instant,
  performer: z.tuple([z.object({ display: z.string() })], z.unknown()).optional(),
  result: z.array(z.object({ reference: z.string() })).optional(),
  conclusion: z.string().optional(),
  presentedForm: z.tuple([z.object({ data: z.base64() })], z.unknown()).optional(),
})

/** A report in somebody's own words: what was found as text, what it means as conclusion. */
export const reportMapping: ResourceMapping<WrittenReport> = {
  resourceType: 'DiagnosticReport',
  write: (one, subject) => ({
    resourceType: 'DiagnosticReport',
    id: one.id,
    status: 'final',
    category: [categoryOf(one.category)],
    code: coded(loincShape.test(one.code) ? systems.loinc : localReports, one.code, one.display),
    subject,
    effectiveDateTime: one.issuedAt.toISOString(),
    issued: one.issuedAt.toISOString(),
    performer: one.author === null ? undefined : [{ display: one.author }],
    result: one.results.length === 0 ? undefined : one.results.map((id) => observationReference(id, subject)),
    conclusion: optional(one.conclusion),
    presentedForm: one.findings === '' ? undefined : [{ contentType: 'text/plain;charset=utf-8', data: Buffer.from(one.findings, 'utf8').toString('base64') }],
  }),
  read: (resource) => {
    const one = reportSchema.parse(resource)
    return {
      id: one.id,
      category: one.category[0].coding[0].code,
      code: one.code.coding?.[0].code ?? '',
      display: one.code.text,
      findings: Buffer.from(one.presentedForm?.[0].data ?? '', 'base64').toString('utf8'),
      conclusion: one.conclusion ?? '',
      author: one.performer?.[0].display ?? null,
      results: (one.result ?? []).map(({ reference }) => idOfUrn(reference)),
      issuedAt: one.issued,
    }
  },
}

const procedureSchema = z.object({
  id: z.string(),
  status: z.enum(procedureStatuses),
  code: codedSchema,
  performedPeriod: z.object({ start: instant, end: instant.optional() }),
  note: z.tuple([z.object({ text: z.string() })], z.unknown()).optional(),
})

/** An operation or intervention. */
export const procedureMapping: ResourceMapping<Procedure> = {
  resourceType: 'Procedure',
  write: (one, subject) => ({
    resourceType: 'Procedure',
    id: one.id,
    status: one.status,
    code: coded(localProcedures, one.code, one.display),
    subject,
    performedPeriod: { start: one.performedAt.toISOString(), end: one.endedAt?.toISOString() },
    note: one.note === '' ? undefined : [{ text: one.note }],
  }),
  read: (resource) => {
    const one = procedureSchema.parse(resource)
    return {
      id: one.id,
      code: one.code.coding?.[0].code ?? '',
      display: one.code.text,
      status: one.status,
      note: one.note?.[0].text ?? '',
      performedAt: one.performedPeriod.start,
      endedAt: one.performedPeriod.end ?? null,
    }
  },
}
