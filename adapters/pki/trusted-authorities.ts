import { readdir, readFile } from 'node:fs/promises'
import { basename, extname, join } from 'node:path'
import { X509Certificate, X509Crl } from '@peculiar/x509'

/** An authority outside the platform whose signers this hospital believes, with its newest revocation list if there is one. */
export interface TrustedAuthority {
  readonly certificate: X509Certificate
  readonly list: X509Crl | null
  /** Address of its OCSP responder as the hospital has set it; null where it has not. */
  readonly responder: string | null
}

/** The authorities named by a folder; read anew each time, since their lists are replaced daily by whoever fetches them. */
export type TrustedAuthorities = () => Promise<readonly TrustedAuthority[]>

const kinds = { certificate: new Set(['.crt', '.cer', '.pem', '.der']), list: new Set(['.crl']) }

/**
 * Reads certificates (.crt .cer .pem .der) and revocation lists (.crl) of authorities from a folder, and beside a certificate, under
 * the same name with .ocsp, the address of its authority's responder. The platform fetches no list and asks no address that a
 * certificate names: what leaves the hospital for a signature, the hospital has set. A list counts only when its authority signed it.
 */
export function openTrustedAuthorities(folder: string | null): TrustedAuthorities {
  return async () => {
    if (folder === null) return []
    const names: readonly string[] = await readdir(folder).catch(() => [])
    const read = async (of: ReadonlySet<string>): Promise<readonly Uint8Array<ArrayBuffer>[]> =>
      Promise.all(names.filter((name) => of.has(extname(name).toLowerCase())).map(async (name) => derOf(await readFile(join(folder, name)))))
    const lists = (await read(kinds.list)).map((der) => new X509Crl(der))
    const files = names.filter((name) => kinds.certificate.has(extname(name).toLowerCase()))
    const found = await Promise.all(files.map(async (name): Promise<TrustedAuthority> => {
      const certificate = new X509Certificate(derOf(await readFile(join(folder, name))))
      const beside = `${basename(name, extname(name))}.ocsp`
      return { certificate, list: await newestOf(certificate, lists), responder: names.includes(beside) ? addressIn(await readFile(join(folder, beside), 'utf8')) : null }
    }))
    // The same certificate may lie there twice, once as the authority handed it out and once as somebody renamed it.
    return found.map((one) => ({ ...one, responder: found.find((same) => same.responder !== null && same.certificate.equal(one.certificate))?.responder ?? null }))
  }
}

function addressIn(text: string): string | null {
  const address = URL.parse(text.trim())
  return address?.protocol === 'http:' || address?.protocol === 'https:' ? address.href : null
}

/** PEM or DER, as the files come. */
function derOf(bytes: Buffer): Uint8Array<ArrayBuffer> {
  const pem = /-----BEGIN [^-]+-----([A-Za-z0-9+/=\s]+)-----END/.exec(bytes.toString('latin1'))?.[1]
  return Uint8Array.from(pem === undefined ? bytes : Buffer.from(pem, 'base64'))
}

async function newestOf(authority: X509Certificate, lists: readonly X509Crl[]): Promise<X509Crl | null> {
  let newest: X509Crl | null = null
  for (const list of lists) {
    const own = list.issuer === authority.subject && (await list.verify({ publicKey: authority }))
    if (own && (newest === null || list.thisUpdate > newest.thisUpdate)) newest = list
  }
  return newest
}
