import type { Hl7Segment } from '@medplum/core'
import { linesOf, textAt, unescaped, wholeField } from './hl7-text.ts'
import { Unreadable } from './hl7-time.ts'

/** A number as laboratories write it, with either decimal sign; null for anything else. */
export const numberOf = (text: string): number | null => (/^-?\d+([.,]\d+)?$/.test(text.trim()) ? Number(text.trim().replace(',', '.')) : null)

/** Structured numeric: comparator, number, separator, number, such as `<0.04`, `1:128` or a plain number. */
function structured(result: Hl7Segment): number | string | null {
  const [comparator = '', ...numbers] = [1, 2, 3, 4].map((component) => textAt(result, 5, component))
  const text = `${comparator === '=' ? '' : comparator}${numbers.join('')}`
  return numberOf(text) ?? (/[\p{L}\p{N}]/u.test(text) ? text : null)
}

/** Coded: its text, else what its sender wrote first, else the other text, else the code; several, one after another. */
function coded(result: Hl7Segment): string | null {
  const field = result.getField(5)
  const repetitions = field.components.map((_, at) => [2, 9, 5, 1].map((component) => unescaped(field.getComponent(component, 0, at))).find((text) => text !== ''))
  return repetitions.filter((text) => text !== undefined).join('; ') || null
}

function read(result: Hl7Segment): number | string | null {
  switch (result.getComponent(2, 1)) {
    case 'NM': return numberOf(textAt(result, 5))
    case 'SN': return structured(result)
    case 'CE': case 'CWE': case 'CNE': case 'CF': return coded(result)
    case 'ST': case 'TX': case 'FT': return linesOf(result, 5) || null
    default: return textAt(result, 5) || null
  }
}

/** What a result says (OBX-5 by the type of OBX-2); null where it says nothing. What it says in no shape that can be read refuses the message. */
export function readValue(result: Hl7Segment): number | string | null {
  if (/^[\^~&\s]*$/.test(wholeField(result, 5))) return null
  const value = read(result)
  if (value === null) throw new Unreadable('OBX-5')
  return value
}
