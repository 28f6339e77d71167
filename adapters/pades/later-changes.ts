import { PDF, PdfArray, PdfBool, PdfDict, PdfName, PdfNumber, PdfRef, PdfStream, PdfString, type PdfObject } from '@libpdf/core'

/** What a signature or its proofs may add, by the dictionary it is added to. */
const allowedIn = {
  catalog: new Set(['DSS', 'Extensions', 'Version']),
  form: new Set(['SigFlags', 'NeedAppearances']),
  field: new Set(['V', 'AP', 'Type', 'Subtype', 'F', 'Kids']),
} as const
type Place = keyof typeof allowedIn | 'elsewhere'

/**
 * Whether the newer file shows and holds exactly what the older one did, apart from filled signature fields and validation data:
 * both are walked together from the catalog, whatever object numbers the update chose.
 */
export async function onlySignaturesAdded(earlier: Uint8Array, later: Uint8Array): Promise<boolean> {
  const [before, after] = await Promise.all([PDF.load(earlier), PDF.load(later)])
  const seen = new Set<string>()

  const same = (left: PdfObject | null | undefined, right: PdfObject | null | undefined, place: Place): boolean => {
    if (left instanceof PdfRef && right instanceof PdfRef) {
      const pair = `${left.toString()}|${right.toString()}`
      if (seen.has(pair)) return true
      seen.add(pair)
    }
    const [a, b] = [left instanceof PdfRef ? before.getObject(left) : left, right instanceof PdfRef ? after.getObject(right) : right]
    if (a instanceof PdfDict && b instanceof PdfDict) return sameStream(a, b) && sameDict(a, b, place)
    if (a instanceof PdfArray && b instanceof PdfArray) {
      return a.length === b.length && a.toArray().every((item, index) => same(item, b.at(index), place === 'form' ? 'field' : 'elsewhere'))
    }
    return sameValue(a, b)
  }

  const sameDict = (a: PdfDict, b: PdfDict, place: Place): boolean => {
    const names = new Set([...a.keys(), ...b.keys()].map((name) => name.value))
    return [...names].every((name) => {
      // By number, not by content: the page would lead back to the fields before they have been compared as fields.
      if (place === 'field' && name === 'P') return String(a.getRef('P') ?? b.getRef('P')) === String(b.getRef('P'))
      if (isAllowed(name, { place, before: a, after: b })) return true
      return same(a.get(name), b.get(name), placeBelow(name, place))
    })
  }

  // The form first: a page lists its fields too, and must find them compared as fields.
  const [older, newer] = [before.getCatalog(), after.getCatalog()]
  return same(older.get('AcroForm'), newer.get('AcroForm'), 'form') && same(older, newer, 'catalog')
}

function placeBelow(name: string, place: Place): Place {
  if (place === 'catalog' && name === 'AcroForm') return 'form'
  return place === 'form' && name === 'Fields' ? 'form' : 'elsewhere'
}

/**
 * A field may be filled and then show that it is, within the place that was reserved for it; it is never emptied, moved or given
 * another place: a widget elsewhere could cover what was signed.
 */
function isAllowed(name: string, { place, before, after }: { readonly place: Place; readonly before: PdfDict; readonly after: PdfDict }): boolean {
  if (place === 'elsewhere' || !allowedIn[place].has(name)) return false
  if (place !== 'field') return true
  if (name === 'V' || name === 'AP') return !before.has('V') && after.has('V')
  return before.get('FT') instanceof PdfName && before.getName('FT')?.value === 'Sig' && !before.has('V')
}

function sameStream(a: PdfDict, b: PdfDict): boolean {
  if (!(a instanceof PdfStream) && !(b instanceof PdfStream)) return true
  return a instanceof PdfStream && b instanceof PdfStream && Buffer.compare(a.data, b.data) === 0
}

function sameValue(a: PdfObject | null | undefined, b: PdfObject | null | undefined): boolean {
  if (a instanceof PdfString && b instanceof PdfString) return Buffer.compare(a.bytes, b.bytes) === 0
  if (a instanceof PdfName && b instanceof PdfName) return a.value === b.value
  if (a instanceof PdfNumber && b instanceof PdfNumber) return a.value === b.value
  if (a instanceof PdfBool && b instanceof PdfBool) return a.value === b.value
  return a === b || (a?.type === 'null' && b?.type === 'null')
}
