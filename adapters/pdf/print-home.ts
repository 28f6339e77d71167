import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'

const faces = ['400Regular/BeVietnamPro_400Regular.ttf', '400Regular_Italic/BeVietnamPro_400Regular_Italic.ttf', '600SemiBold/BeVietnamPro_600SemiBold.ttf']

const prefix = 'lien-vien-print-home-'

/** The browser's own folder, and the print's fonts as its process is told of them. */
export interface PrintHome {
  /** Beside the fonts' settings, the browser's profiles lie here. */
  readonly folder: string
  /** The browser's whole environment: it has no business with the secrets in that of the process that starts it. */
  readonly environment: Readonly<Record<string, string>>
  remove(): Promise<void>
}

/**
 * Tells the browser of the print's fonts beside the machine's. Whole TrueType files, since fonts cut by unicode-range split Vietnamese
 * words when the text is taken out of the PDF again; through fontconfig, since half a megabyte of fonts in every document took longer
 * to hand over and to check than the document to print.
 */
export async function makePrintHome(): Promise<PrintHome> {
  const { resolve } = createRequire(import.meta.url)
  const folder = await mkdtemp(join(tmpdir(), `${prefix}${process.pid}-`))
  const folders = faces.map((file) => `<dir>${dirname(resolve(`@expo-google-fonts/be-vietnam-pro/${file}`))}</dir>`)
  const settings = `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><include ignore_missing="yes">/etc/fonts/fonts.conf</include>${folders.join('')}<cachedir>${folder}</cachedir></fontconfig>`
  const file = join(folder, 'fonts.conf')
  await writeFile(file, settings)
  return { folder, environment: { PATH: '/usr/bin:/bin', HOME: folder, FONTCONFIG_FILE: file }, remove: () => rm(folder, { recursive: true, force: true }) }
}

/** Takes away what killed processes left: they could not tidy up. */
export async function clearLeftBehind(): Promise<void> {
  for (const name of await readdir(tmpdir())) {
    const pid = name.startsWith(prefix) ? Number.parseInt(name.slice(prefix.length), 10) : Number.NaN
    // One that is another user's stays.
    if (pid > 0 && !isAlive(pid)) await rm(join(tmpdir(), name), { recursive: true, force: true }).catch(() => undefined)
  }
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch (cause) {
    // Somebody else's process lives, too.
    return cause instanceof Error && 'code' in cause && cause.code === 'EPERM'
  }
}
