import dicomParser, { type DataSet, type Element } from 'dicom-parser'
import { makeRedactor } from '#core/record/redaction.ts'
import { tellsWho, wordsForPatient, wordy } from './identifying-tags.ts'

/** A text that is longer is no text: samples and pixels are not searched. */
const longestText = 64 * 1024
const space = 0x20

type Hide = (text: string) => string

const tagOf = (key: string): string => key.slice(1).toUpperCase()

const textOf = (bytes: Uint8Array, { dataOffset, length }: Element): string => new TextDecoder().decode(bytes.subarray(dataOffset, dataOffset + length))

const setsIn = (element: Element): readonly DataSet[] => (element.items ?? []).flatMap(({ dataSet }) => dataSet ?? [])

/** Fills a value with spaces, in place: every length stays true, and what is read with it finds an empty text. */
function blank(bytes: Uint8Array, element: Element): void {
  if (element.items === undefined) bytes.fill(space, element.dataOffset, element.dataOffset + element.length)
  else for (const set of setsIn(element)) for (const each of Object.values(set.elements)) blank(bytes, each)
}

function maskSet(bytes: Uint8Array, set: DataSet, hide: Hide): void {
  for (const [key, element] of Object.entries(set.elements)) {
    const { vr, length } = element
    if (tellsWho(tagOf(key), vr)) blank(bytes, element)
    else if (element.items !== undefined) for (const each of setsIn(element)) maskSet(bytes, each, hide)
    else if ((vr === undefined || wordy.has(vr)) && length <= longestText) {
      const text = textOf(bytes, element)
      if (hide(text) !== text) blank(bytes, element)
    }
  }
}

/** A DICOM file without whose it is; null where it cannot be written over in place (it is packed as a whole, or not read). */
export function maskedFile(file: Uint8Array): Uint8Array | null {
  const bytes = Uint8Array.from(file)
  try {
    const set = dicomParser.parseDicom(bytes)
    if (set.byteArray.buffer !== bytes.buffer) return null
    const known = wordsForPatient.flatMap((tag) => {
      const element = set.elements[`x${tag.toLowerCase()}`]
      return element === undefined ? [] : [textOf(bytes, element).replaceAll('\0', '').trim()]
    })
    maskSet(bytes, set, makeRedactor(known))
    return bytes
  } catch {
    return null
  }
}
