import { makeRedactor } from '#core/record/redaction.ts'
import { dataset, type Dataset } from './dicom-json.ts'
import { identityRemoved, tellsWho, wordsForPatient, wordy } from './identifying-tags.ts'

type Hide = (text: string) => string
type Attribute = Dataset[string]

/** The texts of a value: a person's name is an object of its spellings. */
const textsOf = (value: unknown): readonly string[] =>
  typeof value === 'string' ? [value] : typeof value === 'object' && value !== null ? Object.values(value).filter((one): one is string => typeof one === 'string') : []

/** What the datasets themselves say of whose they are. */
const knownOf = (all: readonly Dataset[]): readonly string[] =>
  [...new Set(all.flatMap((one) => wordsForPatient.flatMap((tag) => (one[tag]?.Value ?? []).flatMap(textsOf))))]

function maskedAttribute(attribute: Attribute, hide: Hide): Attribute {
  if (attribute.Value === undefined) return attribute
  const isWordy = attribute.vr === undefined || wordy.has(attribute.vr)
  return {
    ...attribute,
    Value: attribute.Value.map((value) => {
      if (typeof value === 'string') return isWordy ? hide(value) : value
      const nested = dataset.safeParse(value)
      return typeof value === 'object' && value !== null && nested.success ? maskedOne(nested.data, hide) : value
    }),
  }
}

const maskedOne = (one: Dataset, hide: Hide): Dataset =>
  Object.fromEntries(Object.entries(one).filter(([tag, { vr }]) => !tellsWho(tag.toUpperCase(), vr)).map(([tag, attribute]) => [tag, maskedAttribute(attribute, hide)]))

/** Datasets without whose they are, at any depth; the flag says so to whoever reads them on. */
export function maskedDatasets(all: readonly Dataset[]): Dataset[] {
  const hide = makeRedactor(knownOf(all))
  return all.map((one) => ({ ...maskedOne(one, hide), [identityRemoved]: { vr: 'CS', Value: ['YES'] } }))
}
