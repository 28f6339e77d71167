import { randomBytes } from 'node:crypto'
import { OctetString } from 'asn1js'
import { BasicOCSPResponse, Certificate, Extension, getCrypto, OCSPRequest, OCSPResponse, type SingleResponse } from 'pkijs'
import { ExtendedKeyUsageExtension, X509Certificate } from '@peculiar/x509'

/** What an authority's responder says of one certificate, and its answer as it came (DER), to be kept with the signature. */
export interface OcspAnswer {
  readonly status: 'good' | 'revoked' | 'unknown'
  readonly der: Uint8Array
}

export interface OcspQuestion {
  /** The responder's address, as the hospital has set it; never one that a certificate names. */
  readonly url: string
  readonly certificate: X509Certificate
  readonly issuer: X509Certificate
  readonly now: Date
}

const oid = { nonce: '1.3.6.1.5.5.7.48.1.2', basicResponse: '1.3.6.1.5.5.7.48.1.1', ocspSigning: '1.3.6.1.5.5.7.3.9' } as const
const patience = 5_000
/** Clocks differ; an answer without an end is good for as long; milliseconds. */
const tolerance = 5 * 60_000
const statuses = ['good', 'revoked', 'unknown'] as const

/** Asks an authority's OCSP responder (RFC 6960); null when there is no answer, or none that the authority stands behind. */
export async function askOcsp(question: OcspQuestion): Promise<OcspAnswer | null> {
  const [certificate, issuer] = [question.certificate, question.issuer].map((one) => Certificate.fromBER(one.rawData))
  if (certificate === undefined || issuer === undefined) return null
  const nonce = new OctetString({ valueHex: Uint8Array.from(randomBytes(16)).buffer })
  const request = new OCSPRequest()
  await request.createForCertificate(certificate, { hashAlgorithm: 'SHA-1', issuerCertificate: issuer })
  request.tbsRequest.requestExtensions = [new Extension({ extnID: oid.nonce, extnValue: nonce.toBER() })]
  const der = await post(question.url, new Uint8Array(request.toSchema(true).toBER()))
  const answer = der === null ? null : readAnswer(der)
  if (der === null || answer === null || !(await standsBehind(answer, question))) return null
  const given = nonceOf(answer)
  if (given !== null && !given.equals(Buffer.from(nonce.toBER()))) return null
  const { isForCertificate, status } = await answer.getCertificateStatus(certificate, issuer)
  const word = statuses[status]
  return isForCertificate && word !== undefined && answer.tbsResponseData.responses.every((one) => isFresh(one, question.now)) ? { status: word, der } : null
}

async function post(url: string, body: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer> | null> {
  const headers = { 'content-type': 'application/ocsp-request', accept: 'application/ocsp-response' }
  const response = await fetch(url, { method: 'POST', headers, body, redirect: 'error', signal: AbortSignal.timeout(patience) }).catch(() => null)
  return response?.ok === true ? new Uint8Array(await response.arrayBuffer().catch(() => new ArrayBuffer(0))) : null
}

function readAnswer(der: Uint8Array<ArrayBuffer>): BasicOCSPResponse | null {
  try {
    const { responseStatus, responseBytes } = OCSPResponse.fromBER(der)
    const isAnswer = responseStatus.valueBlock.valueDec === 0 && responseBytes?.responseType === oid.basicResponse
    return isAnswer ? BasicOCSPResponse.fromBER(responseBytes.response.getValue()) : null
  } catch {
    return null
  }
}

/** Signed by the authority itself, or by a responder that the authority has certified for this and nothing else (RFC 6960, 4.2.2.2). */
async function standsBehind(answer: BasicOCSPResponse, { issuer, now }: OcspQuestion): Promise<boolean> {
  const attached = (answer.certs ?? []).map((one) => new X509Certificate(one.toSchema().toBER()))
  for (const signer of [issuer, ...attached]) {
    const certified = signer.equal(issuer) || (mayAnswer(signer, issuer, now) && (await signer.verify({ publicKey: issuer, signatureOnly: true })))
    if (certified && (await signedBy(answer, signer))) return true
  }
  return false
}

const mayAnswer = (responder: X509Certificate, issuer: X509Certificate, now: Date): boolean =>
  responder.issuer === issuer.subject && now >= responder.notBefore && now < responder.notAfter &&
  (responder.getExtension(ExtendedKeyUsageExtension)?.usages.includes(oid.ocspSigning) ?? false)

const signedBy = (answer: BasicOCSPResponse, signer: X509Certificate): Promise<boolean> =>
  getCrypto(true)
    .verifyWithPublicKey(
      Uint8Array.from(answer.tbsResponseData.tbsView).buffer, answer.signature, Certificate.fromBER(signer.rawData).subjectPublicKeyInfo, answer.signatureAlgorithm,
    )
    .catch(() => false)

function nonceOf(answer: BasicOCSPResponse): Buffer | null {
  const found = answer.tbsResponseData.responseExtensions?.find((one) => one.extnID === oid.nonce)
  return found === undefined ? null : Buffer.from(found.extnValue.getValue())
}

function isFresh({ thisUpdate, nextUpdate }: SingleResponse, now: Date): boolean {
  const until = nextUpdate?.getTime() ?? thisUpdate.getTime()
  return thisUpdate.getTime() <= now.getTime() + tolerance && now.getTime() <= until + tolerance
}
