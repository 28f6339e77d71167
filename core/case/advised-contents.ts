import { foldForSearch } from '#core/record/search-text.ts'
import type { ConsultRequest } from './case.ts'

/** What consultants of this kind and specialty will ask for first; advice, never a bar to sending. */
export const advices = ['imaging', 'laboratory', 'vitals', 'onset-time', 'nihss'] as const
export type Advice = (typeof advices)[number]

export interface AdvisedContent {
  readonly advice: Advice
  readonly isMet: boolean
}

type Asked = Pick<ConsultRequest, 'kind' | 'specialty' | 'course' | 'currentCondition'>
/** Which kinds of findings go along. */
export type Attached = Readonly<Record<'imaging' | 'laboratory' | 'vitals', boolean>>

const surgical = new Set<ConsultRequest['specialty']>(['general-surgery', 'neurosurgery', 'trauma-orthopaedics', 'obstetrics'])

/** Checks a request against what its kind needs: films for reading, work-up before surgery, onset and NIHSS for a stroke. */
export function advisedContents(request: Asked, attached: Attached): readonly AdvisedContent[] {
  const text = foldForSearch(`${request.course} ${request.currentCondition}`)
  const found: AdvisedContent[] = []
  const advise = (advice: Advice, isMet: boolean): void => void found.push({ advice, isMet })
  const operates = request.kind === 'live-surgery' || surgical.has(request.specialty)
  const isNeurological = request.specialty === 'neurology' || request.specialty === 'neurosurgery'
  if (request.kind === 'imaging' || operates || isNeurological) advise('imaging', attached.imaging)
  if (operates || request.kind === 'pathology') advise('laboratory', attached.laboratory)
  if (request.kind !== 'imaging' && request.kind !== 'pathology') advise('vitals', attached.vitals)
  if (request.specialty === 'neurology') {
    advise('onset-time', /khoi phat|gio thu|\d+ ?(gio|h) truoc|onset/.test(text))
    advise('nihss', text.includes('nihss'))
  }
  return found
}
