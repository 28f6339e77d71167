import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** What independent tools (Poppler) read in a PDF. */
export interface ReadPdf {
  readonly text: string
  /** Signatures that `pdfsig` finds, and how many of them it calls valid. */
  readonly signatures: number
  readonly valid: number
  readonly signers: readonly string[]
}

/** Reads a PDF with `pdftotext` and `pdfsig`, programs that share no code with ours. */
export function readPdf(bytes: Uint8Array): ReadPdf {
  const folder = mkdtempSync(join(tmpdir(), 'lien-vien-e2e-'))
  const path = join(folder, 'minutes.pdf')
  try {
    writeFileSync(path, bytes)
    const run = (command: string, ...words: string[]): string => execFileSync(command, words, { encoding: 'utf8', cwd: folder })
    const report = run('pdfsig', '-nocert', path)
    return {
      text: run('pdftotext', '-layout', path, '-').normalize('NFC').replace(/\s+/g, ' '),
      signatures: report.match(/^Signature #/gm)?.length ?? 0,
      valid: report.match(/Signature Validation: Signature is Valid\./g)?.length ?? 0,
      signers: [...report.matchAll(/Signer Certificate Common Name: (.*)/g)].map(([, name]) => (name ?? '').trim()),
    }
  } finally {
    // The document names a patient: it is not left on the machine that checked it.
    rmSync(folder, { recursive: true, force: true })
  }
}
