/** Text that is markup already; only `html` and renderers that escape may make it. */
export interface Markup {
  readonly markup: string
}

type Part = string | number | Markup | readonly Markup[]

/** Vouches that a text is markup: rendered by us or by the editor's own renderer. */
export const trusted = (markup: string): Markup => ({ markup })

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }

const escaped = (text: string): string => text.normalize('NFC').replace(/[&<>"']/g, (sign) => entities[sign] ?? sign)

function markupOf(part: Part): string {
  if (typeof part === 'string') return escaped(part)
  if (typeof part === 'number') return String(part)
  return 'markup' in part ? part.markup : part.map((one) => one.markup).join('')
}

/** Builds markup from a template; every value that is not markup is composed (NFC) and escaped. */
export const html = (texts: TemplateStringsArray, ...parts: readonly Part[]): Markup =>
  trusted(texts.map((text, index) => text + (index < parts.length ? markupOf(parts[index] ?? '') : '')).join(''))
