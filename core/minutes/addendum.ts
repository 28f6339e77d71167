import type { MinutesDocument, SectionKey, SectionNode } from './document.ts'
import type { MinutesForm } from './form.ts'
import type { SignedMinutes } from './minutes.ts'
import { sections } from './sections.ts'

/** The form of the n-th addendum: the same patient, session and signers, a number of its own, and what it adds to. */
export const addendumForm = ({ form, version, signedAt, sealed }: SignedMinutes, count: number): MinutesForm => ({
  ...form,
  code: `${form.code}-PL${count}`,
  // The questions were answered in what it adds to.
  questions: [],
  amended: { code: form.code, version, signedAt: signedAt.toISOString(), sha256: sealed },
})

/** What an addendum is written in: why, what, and who disagrees. */
export const addendumDocument = (reason: string): MinutesDocument => ({
  type: 'doc',
  content: [section('amendment-reason', reason), section('amendment', ''), section('dissent', '')],
})

const section = (key: SectionKey, words: string): SectionNode => ({
  type: 'minutesSection',
  attrs: { key, heading: sections[key].heading, question: null },
  content: words.split('\n').map((line) => ({ type: 'paragraph', content: line.trim() === '' ? [] : [{ type: 'text', text: line.trim() }] })),
})
