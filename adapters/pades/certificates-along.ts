import { elementsOf, type DerElement } from './der.ts'

const tags = { sequence: 0x30, set: 0x31, oid: 0x06, first: 0xa0, second: 0xa1 } as const
/** 1.2.840.113549.1.9.16.2.14, a timestamp over the signature (RFC 3161). */
const timestampToken = '2a864886f70d010910020e'

/**
 * Every certificate (DER) that travels with a CMS signature and with the timestamp over it. Read by tag and length alone: the
 * general parser takes forty times as long, and whoever seals waits for it.
 */
export function certificatesAlong(cms: Uint8Array): readonly Uint8Array[] {
  const signed = within(within(within(elementsOf(cms), tags.sequence), tags.first), tags.sequence)
  const certificates = within(signed, tags.first).filter(({ tag }) => tag === tags.sequence).map(({ bytes }) => Uint8Array.from(bytes))
  const signers = signed.findLast(({ tag }) => tag === tags.set)
  const unsigned = signers === undefined ? [] : within(within(elementsOf(signers.content), tags.sequence), tags.second)
  const tokens = unsigned.map(({ content }) => elementsOf(content)).filter(([type]) => type?.tag === tags.oid && Buffer.from(type.content).toString('hex') === timestampToken)
  return [...certificates, ...tokens.flatMap((attribute) => certificatesAlong(attribute[1]?.content ?? new Uint8Array()))]
}

/** What lies inside the first element of a tag. */
const within = (elements: readonly DerElement[], tag: number): readonly DerElement[] => elementsOf(elements.find((one) => one.tag === tag)?.content ?? new Uint8Array())
