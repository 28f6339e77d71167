import { createHash, randomBytes } from 'node:crypto'
import { Integer, ObjectIdentifier, OctetString, Sequence } from 'asn1js'
import {
  AlgorithmIdentifier, Attribute, Certificate, ContentInfo, EncapsulatedContentInfo, IssuerAndSerialNumber, MessageImprint, SignedAndUnsignedAttributes,
  SignedData, SignerInfo, TSTInfo,
} from 'pkijs'
import type { Clock } from '#core/shared/clock.ts'
import type { Authorities, OpenAuthority } from './authorities.ts'
import { derOf } from './certificates.ts'

/** Object identifiers of RFC 3161, RFC 5652 and RFC 5816. */
const oid = {
  sha256: '2.16.840.1.101.3.4.2.1',
  signedData: '1.2.840.113549.1.7.2',
  tstInfo: '1.2.840.113549.1.9.16.1.4',
  contentType: '1.2.840.113549.1.9.3',
  messageDigest: '1.2.840.113549.1.9.4',
  signingCertificateV2: '1.2.840.113549.1.9.16.2.47',
  /** This platform's own timestamp policy, named by a UUID (ITU-T X.667), so that it claims nobody else's. */
  policy: '2.25.329800735698586629295641978511506172918',
} as const

/** Proves that a SHA-256 digest existed now: an RFC 3161 token, DER. */
export type IssueTimestamp = (digest: Uint8Array) => Promise<Uint8Array>

/** The deployment's own timestamp authority, in this process: no packet leaves the hospital for a timestamp. */
export const makeIssueTimestamp =
  (ports: { readonly authorities: Authorities; readonly clock: Clock }): IssueTimestamp =>
  async (digest) => {
    const authority = await ports.authorities.timestamp()
    const content = timestampInfo(digest, ports.clock())
    const certificate = Certificate.fromBER(derOf(authority.certificate))
    const signed = new SignedData({
      version: 3,
      encapContentInfo: contentOf(content),
      certificates: [certificate, ...authority.chain.map((one) => Certificate.fromBER(derOf(one)))],
      signerInfos: [
        new SignerInfo({
          version: 1,
          sid: new IssuerAndSerialNumber({ issuer: certificate.issuer, serialNumber: certificate.serialNumber }),
          signedAttrs: new SignedAndUnsignedAttributes({ type: 0, attributes: signedAttributes(content, authority) }),
        }),
      ],
    })
    await signed.sign(authority.key, 0, 'SHA-256', content)
    return new Uint8Array(new ContentInfo({ contentType: oid.signedData, content: signed.toSchema(true) }).toSchema().toBER(false))
  }

/** Set after construction: the constructor would cut the content into pieces, which is BER but not DER. */
function contentOf(content: ArrayBuffer): EncapsulatedContentInfo {
  const info = new EncapsulatedContentInfo({ eContentType: oid.tstInfo })
  info.eContent = new OctetString({ valueHex: content })
  return info
}

function timestampInfo(digest: Uint8Array, at: Date): ArrayBuffer {
  const info = new TSTInfo({
    version: 1,
    policy: oid.policy,
    messageImprint: new MessageImprint({
      hashAlgorithm: new AlgorithmIdentifier({ algorithmId: oid.sha256 }),
      hashedMessage: new OctetString({ valueHex: Uint8Array.from(digest).buffer }),
    }),
    // A leading zero byte keeps the number positive.
    serialNumber: new Integer({ valueHex: Uint8Array.from([0x01, ...randomBytes(15)]).buffer }),
    genTime: at,
  })
  return info.toSchema().toBER(false)
}

function signedAttributes(content: ArrayBuffer, authority: OpenAuthority): Attribute[] {
  const sha256 = (data: Uint8Array): ArrayBuffer => Uint8Array.from(createHash('sha256').update(data).digest()).buffer
  const certificateId = new Sequence({ value: [new OctetString({ valueHex: sha256(derOf(authority.certificate)) })] })
  return [
    new Attribute({ type: oid.contentType, values: [new ObjectIdentifier({ value: oid.tstInfo })] }),
    new Attribute({ type: oid.messageDigest, values: [new OctetString({ valueHex: sha256(new Uint8Array(content)) })] }),
    new Attribute({ type: oid.signingCertificateV2, values: [new Sequence({ value: [new Sequence({ value: [certificateId] })] })] }),
  ]
}
