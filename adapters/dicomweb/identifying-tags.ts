/** What of the patient's group describes the body and not the person: sex, age, size, weight, alerts, allergies, smoking, pregnancy. */
const ofTheBody = new Set(['00100040', '00101010', '00101020', '00101030', '00102000', '00102110', '001021A0', '001021C0'])

/** Whole groups: clinical trial (subject numbers), visit, original attributes and signatures, retired interpretations. */
const wholeGroups = new Set(['0012', '0038', '0400', '4008'])

/** Numbers of the order and the visit, places and addresses, comments written by hand, and pages within an image (PS3.15 annex E.1). */
const named = new Set([
  '00080050', '00080051', '00080080', '00080081', '00080082', '00080092', '00080094', '00080096', '00081010', '00081040', '00081041', '00081048',
  '00081062', '00081110', '00081120', '00084000', '00184000', '00200010', '00204000', '00321020', '00321021', '00321033', '00324000', '00400009',
  '00400241', '00400242', '00400243', '00400253', '00400275', '00400280', '00401001', '00401008', '00401010', '00401102', '00401103', '00401104',
  '00401400', '00402001', '00402008', '00402009', '00402010', '00402016', '00402017', '00402400', '00403001', '00420011', '00880140',
])

/**
 * Whether an attribute may tell whose picture it is: the patient's own, any person's name, numbers of the order and the visit, comments,
 * and whatever a maker keeps in a group of its own. `tag` is eight upper-case hexadecimal digits.
 */
export function tellsWho(tag: string, vr: string | undefined): boolean {
  const group = tag.slice(0, 4)
  if (vr === 'PN' || wholeGroups.has(group) || named.has(tag)) return true
  if (group === '0010') return !ofTheBody.has(tag)
  return Number.parseInt(group, 16) % 2 === 1
}

/** Attributes by whose values the patient is found in free text: name, number, other names and numbers, visit, accession. */
export const wordsForPatient = ['00100010', '00100020', '00101000', '00101001', '00101005', '00380010', '00080050'] as const

/** Representations that hold words in which a name may stand. */
export const wordy = new Set(['AE', 'CS', 'LO', 'LT', 'SH', 'ST', 'UC', 'UT', 'UN'])

/** DICOM's own flag for what this module does. */
export const identityRemoved = '00120062'
