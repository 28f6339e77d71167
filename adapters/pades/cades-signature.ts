import { createHash } from 'node:crypto'
import { fromBER, ObjectIdentifier, OctetString, Sequence, Set as Asn1Set, UTCTime } from 'asn1js'
import {
  AlgorithmIdentifier, Attribute, Certificate, ContentInfo, EncapsulatedContentInfo, IssuerAndSerialNumber, SignedAndUnsignedAttributes, SignedData, SignerInfo,
} from 'pkijs'
import type { SigningCredential } from '#core/minutes/ports.ts'

/** Object identifiers of RFC 5652, RFC 5035, RFC 3161 and RFC 5758. */
const oid = {
  data: '1.2.840.113549.1.7.1',
  signedData: '1.2.840.113549.1.7.2',
  contentType: '1.2.840.113549.1.9.3',
  messageDigest: '1.2.840.113549.1.9.4',
  signingTime: '1.2.840.113549.1.9.5',
  timestampToken: '1.2.840.113549.1.9.16.2.14',
  signingCertificateV2: '1.2.840.113549.1.9.16.2.47',
  sha256: '2.16.840.1.101.3.4.2.1',
  ECDSA: '1.2.840.10045.4.3.2',
  RSA: '1.2.840.113549.1.1.11',
} as const

export interface CadesOrder {
  /** SHA-256 of what is signed. */
  readonly digest: Uint8Array
  readonly credential: SigningCredential
  readonly at: Date
  /** An RFC 3161 token for a SHA-256 digest. */
  readonly timestamp: (digest: Uint8Array) => Promise<Uint8Array>
}

/** A detached CAdES signature with a timestamp over it (CAdES B-T), DER. */
export async function cadesSignature({ digest, credential, at, timestamp }: CadesOrder): Promise<Uint8Array> {
  const certificate = certificateOf(credential.certificate)
  const attributes = signedAttributes(credential.certificate, digest, at)
  const signature = await credential.sign(new Uint8Array(new Asn1Set({ value: attributes.map((one) => one.toSchema()) }).toBER()))
  const token = fromBER(bufferOf(await timestamp(sha256(signature)))).result
  const signed = new SignedData({
    version: 1,
    digestAlgorithms: [new AlgorithmIdentifier({ algorithmId: oid.sha256 })],
    encapContentInfo: new EncapsulatedContentInfo({ eContentType: oid.data }),
    certificates: [certificate, ...credential.chain.map(certificateOf)],
    signerInfos: [
      new SignerInfo({
        version: 1,
        sid: new IssuerAndSerialNumber({ issuer: certificate.issuer, serialNumber: certificate.serialNumber }),
        digestAlgorithm: new AlgorithmIdentifier({ algorithmId: oid.sha256 }),
        signedAttrs: new SignedAndUnsignedAttributes({ type: 0, attributes }),
        signatureAlgorithm: new AlgorithmIdentifier({ algorithmId: oid[credential.algorithm] }),
        signature: new OctetString({ valueHex: bufferOf(signature) }),
        unsignedAttrs: new SignedAndUnsignedAttributes({ type: 1, attributes: [new Attribute({ type: oid.timestampToken, values: [token] })] }),
      }),
    ],
  })
  return new Uint8Array(new ContentInfo({ contentType: oid.signedData, content: signed.toSchema(true) }).toSchema().toBER(false))
}

/** In the order of their bytes, as DER wants a set: what is signed and what is stored must be the same. */
function signedAttributes(certificate: Uint8Array, digest: Uint8Array, at: Date): Attribute[] {
  const certificateId = new Sequence({ value: [new OctetString({ valueHex: bufferOf(sha256(certificate)) })] })
  const attributes = [
    new Attribute({ type: oid.contentType, values: [new ObjectIdentifier({ value: oid.data })] }),
    new Attribute({ type: oid.messageDigest, values: [new OctetString({ valueHex: bufferOf(digest) })] }),
    new Attribute({ type: oid.signingTime, values: [new UTCTime({ valueDate: at })] }),
    new Attribute({ type: oid.signingCertificateV2, values: [new Sequence({ value: [new Sequence({ value: [certificateId] })] })] }),
  ]
  const bytesOf = (one: Attribute): Buffer => Buffer.from(one.toSchema().toBER())
  return attributes.sort((a, b) => Buffer.compare(bytesOf(a), bytesOf(b)))
}

const certificateOf = (der: Uint8Array): Certificate => Certificate.fromBER(bufferOf(der))
const sha256 = (bytes: Uint8Array): Uint8Array => createHash('sha256').update(bytes).digest()
const bufferOf = (bytes: Uint8Array): ArrayBuffer => Uint8Array.from(bytes).buffer
