const prefix = 'https://cho-ky.invalid/'

/**
 * The address under which a template keeps a place for a signature. Chromium turns it into a link with a rectangle, which is how the
 * place is found in the PDF; the link itself is replaced by the signature's field before anybody sees the file.
 */
export const signaturePlace = (field: string): string => `${prefix}${field}`

/** Whether an address keeps a place for a signature. */
export const isSignaturePlace = (address: string): boolean => address.startsWith(prefix)
