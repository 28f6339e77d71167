import type { SpecialtyCode } from '#core/directory/directory.ts'
import type { OrganizationId, PractitionerId } from '#core/shared/ids.ts'
import { err, ok, type Result } from '#core/shared/result.ts'
import { isWritten, plainText, type MinutesDocument, type SectionNode } from './document.ts'
import type { RichNode } from './rich-node.ts'
import { sections } from './sections.ts'

/** The sections that a hospital may begin in its own words; `answer` begins every answer. */
export const templateKeys = [
  'course', 'condition', 'paraclinical', 'answer', 'diagnosis', 'conclusion', 'direction', 'treatment', 'care', 'prognosis', 'assignments',
] as const
export type TemplateKey = (typeof templateKeys)[number]
export type TemplateTexts = Readonly<Partial<Record<TemplateKey, string>>>

/** The words with which a hospital's minutes of a specialty begin; without a specialty, those of every other. */
export interface MinutesTemplate {
  readonly organization: OrganizationId
  readonly specialty: SpecialtyCode | null
  readonly texts: TemplateTexts
  readonly savedBy: PractitionerId
  readonly savedAt: Date
}

export interface TemplateRepository {
  of(organization: OrganizationId): Promise<readonly MinutesTemplate[]>
  save(template: MinutesTemplate): Promise<void>
  remove(organization: OrganizationId, specialty: SpecialtyCode | null): Promise<void>
}

/** What stands where the writer must fill something in; minutes in which one is left are not complete. */
export const blank = '[…]'
const blanks = /\[\s*(?:…|\.{3})\s*\]/u

/** Whether a section still has a place that somebody has to fill. */
export const hasBlank = (section: SectionNode): boolean => blanks.test(plainText(section))

/** Checks a template: what the law wants written must leave the writer something to write. */
export function readTemplate(texts: TemplateTexts): Result<TemplateTexts, 'template.no-blank' | 'template.empty'> {
  const written = templateKeys.flatMap((key) => {
    const text = texts[key]?.trim().normalize('NFC') ?? ''
    return text === '' ? [] : [[key, text] as const]
  })
  if (written.length === 0) return err('template.empty')
  if (written.some(([key, text]) => sections[key].required && !blanks.test(text))) return err('template.no-blank')
  return ok(Object.fromEntries(written))
}

/** The hospital's template for the specialty, else its general one. */
export const chooseTemplate = (templates: readonly MinutesTemplate[], specialty: SpecialtyCode): MinutesTemplate | null =>
  templates.find((one) => one.specialty === specialty) ?? templates.find((one) => one.specialty === null) ?? null

/** Begins the sections that are still empty; what stands written already stays as it is. */
export const applyTemplate = (document: MinutesDocument, template: MinutesTemplate | null): MinutesDocument =>
  template === null ? document : { type: 'doc', content: document.content.map((section) => begun(section, template.texts)) }

function begun(section: SectionNode, texts: TemplateTexts): SectionNode {
  const key = templateKeys.find((one) => one === section.attrs.key)
  const text = key === undefined ? undefined : texts[key]
  return text === undefined || isWritten(section) ? section : { ...section, content: text.split('\n').map(paragraph) }
}

const paragraph = (line: string): RichNode => ({ type: 'paragraph', content: line.trim() === '' ? [] : [{ type: 'text', text: line.trim() }] })
