import { OctetString, Sequence, UTCTime } from 'asn1js'
import { X509Certificate, ExtendedKeyUsage, ExtendedKeyUsageExtension } from '@peculiar/x509'
import { Certificate, ContentInfo, SignedData, TSTInfo, type SignerInfo } from 'pkijs'

/** What a CMS signature proves by itself, before anyone is trusted. */
export interface CheckedSignature {
  /** The signature fits the data and the signer's certificate. */
  readonly intact: boolean
  readonly signer: X509Certificate
  /** Every certificate that came along. */
  readonly certificates: readonly X509Certificate[]
  readonly claimedAt: Date | null
  readonly timestamp: CheckedTimestamp | null
}

export interface CheckedTimestamp {
  readonly at: Date
  readonly authority: X509Certificate
  readonly certificates: readonly X509Certificate[]
}

const oid = { signingTime: '1.2.840.113549.1.9.5', timestampToken: '1.2.840.113549.1.9.16.2.14' } as const

/** Checks a detached CMS signature over the data; null when the bytes are no such signature. */
export async function checkSignature(cms: Uint8Array<ArrayBuffer>, data: Uint8Array<ArrayBuffer>): Promise<CheckedSignature | null> {
  const signed = readSignedData(cms)
  const info = signed?.signerInfos[0]
  const signer = signed && info ? signerOf(signed, info) : null
  if (!signed || !info || !signer || signed.signerInfos.length !== 1) return null
  return {
    intact: await fits(signed, data),
    signer,
    certificates: certificatesOf(signed),
    claimedAt: signingTime(info),
    timestamp: await checkTimestamp(info),
  }
}

function readSignedData(cms: Uint8Array<ArrayBuffer>): SignedData | null {
  try {
    return new SignedData({ schema: ContentInfo.fromBER(cms).content })
  } catch {
    return null
  }
}

/** The library throws its verdict when a signature is malformed; both answers mean the same here. */
const fits = (signed: SignedData, data: Uint8Array<ArrayBuffer>): Promise<boolean> =>
  signed.verify({ signer: 0, data: data.buffer, checkChain: false }).catch(() => false)

const certificatesOf = (signed: SignedData): readonly X509Certificate[] =>
  (signed.certificates ?? []).filter((one) => one instanceof Certificate).map((one) => new X509Certificate(one.toSchema().toBER(false)))

function signerOf(signed: SignedData, info: SignerInfo): X509Certificate | null {
  const sid: unknown = info.sid
  if (typeof sid !== 'object' || sid === null || !('serialNumber' in sid)) return null
  const { serialNumber } = sid
  const found = (signed.certificates ?? []).find((one) => one instanceof Certificate && one.serialNumber.isEqual(serialNumber))
  return found instanceof Certificate ? new X509Certificate(found.toSchema().toBER(false)) : null
}

function signingTime(info: SignerInfo): Date | null {
  const value: unknown = info.signedAttrs?.attributes.find((one) => one.type === oid.signingTime)?.values[0]
  return value instanceof UTCTime ? value.toDate() : null
}

/** The RFC 3161 token over the signature's own value; null when there is none, or it proves nothing. */
async function checkTimestamp(info: SignerInfo): Promise<CheckedTimestamp | null> {
  const token: unknown = info.unsignedAttrs?.attributes.find((one) => one.type === oid.timestampToken)?.values[0]
  const signed = token instanceof Sequence ? readSignedData(new Uint8Array(token.toBER())) : null
  const tokenInfo = signed?.signerInfos[0]
  const content = signed?.encapContentInfo.eContent
  if (!signed || !tokenInfo || !(content instanceof OctetString)) return null
  const bytes = new Uint8Array(content.getValue())
  const stamp = readStamp(bytes)
  if (stamp === null) return null
  const authority = signerOf(signed, tokenInfo)
  // For a timestamp the library wants what was stamped, and compares it with the token's imprint itself.
  if (!authority || !mayStamp(authority) || !(await fits(signed, new Uint8Array(info.signature.getValue())))) return null
  return { at: stamp.genTime, authority, certificates: certificatesOf(signed) }
}

function readStamp(bytes: Uint8Array<ArrayBuffer>): TSTInfo | null {
  try {
    return TSTInfo.fromBER(bytes)
  } catch {
    return null
  }
}

const mayStamp = (authority: X509Certificate): boolean =>
  authority.getExtension(ExtendedKeyUsageExtension)?.usages.includes(ExtendedKeyUsage.timeStamping) ?? false
