/** Labels of the encodings that DICOM names (PS3.3 C.12.1.1.2), for TextDecoder. */
const encodings: ReadonlyMap<string, string> = new Map(Object.entries({
  'ISO_IR 192': 'utf-8',
  'ISO_IR 100': 'windows-1252',
  'ISO_IR 101': 'iso-8859-2',
  'ISO_IR 144': 'iso-8859-5',
  'ISO_IR 166': 'windows-874',
  'ISO_IR 13': 'shift_jis',
  GB18030: 'gb18030',
  GBK: 'gbk',
} as const))

/** Reads a text value; without a named character set it is taken for UTF-8 where it is, since that is what devices here write. */
export function decodeText(bytes: Uint8Array, charset: string): string {
  const label = encodings.get(charset.split('\\')[0]?.trim() ?? '')
  try {
    return trimmed(new TextDecoder(label ?? 'utf-8', { fatal: label === undefined }).decode(bytes))
  } catch {
    return trimmed(new TextDecoder('windows-1258').decode(bytes))
  }
}

// DICOM pads with spaces and NUL.
const trimmed = (text: string): string => text.replaceAll('\0', ' ').trim()
