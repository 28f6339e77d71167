import type { ConsultRequest } from './case.ts'

/** A part of the request that is still to be written. */
export type MissingPart = 'questions' | 'course' | 'current-condition' | 'provisional-diagnosis'

/** What must still be written before the request can be sent, in the order of the form. */
export function missingForSubmission(request: ConsultRequest): readonly MissingPart[] {
  const missing: MissingPart[] = []
  if (request.course.trim() === '') missing.push('course')
  if (request.currentCondition.trim() === '') missing.push('current-condition')
  if (request.provisionalDiagnosis.trim() === '') missing.push('provisional-diagnosis')
  if (!request.questions.some((one) => one.text.trim() !== '')) missing.push('questions')
  return missing
}
