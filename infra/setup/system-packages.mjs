import { spawnSync } from 'node:child_process'
import { accessSync, constants, existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { run } from './run.mjs'
import { StartProblem } from './start-problem.mjs'

/** What the running product needs from Debian: certificates' and keys' tool, the browser that prints, the image archive with its DICOMweb service, the media relay and its firewall. */
export const runtimePackages = ['openssl', 'chromium-headless-shell', 'orthanc', 'orthanc-dicomweb', 'coturn', 'nftables']
/** What only the tests need: the browser with cameras, independent readers of PDFs with their signatures and of DICOM, bad lines, and a mail server. */
export const testPackages = ['chromium', 'poppler-utils', 'softhsm2', 'opensc', 'dcmtk', 'iproute2', 'python3-aiosmtpd']
/** What building the media worker needs. */
export const workerBuildPackages = [
  ...['g++', 'pkg-config', 'meson', 'ninja-build', 'binutils'],
  ...['libssl-dev', 'libuv1-dev', 'libsrtp2-dev', 'libabsl-dev', 'libflatbuffers-dev', 'flatbuffers-compiler'],
]

// Ubuntu's chromium-browser is a doorway to a snap, which a service cannot print with; it is not looked for.
const browsers = ['chromium', 'google-chrome', 'google-chrome-stable']
// Debian's command of that name is a script that stays between us and the browser, which then outlives it when it is killed.
const headlessShell = '/usr/lib/chromium/chromium-headless-shell'

const isProgram = (path) => {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}

/** Path of a whole Chromium, if one is installed. */
export const installedChromium = () =>
  process.env.CHROMIUM_BIN ??
  browsers.flatMap((name) => ['/usr/bin', '/usr/local/bin', '/bin'].map((folder) => join(folder, name))).find(isProgram)

/** Path of the browser that prints: the headless shell, which takes a third less time for a page, or a whole Chromium. */
export const installedPrintBrowser = () =>
  process.env.CHROMIUM_BIN ?? (isProgram(headlessShell) ? headlessShell : installedChromium())

/** Of the names asked for, those that `dpkg-query -W -f '${Package}\t${Status}\n'` did not report as installed. */
export function absentFrom(wanted, report) {
  const installed = new Set(
    report
      .split('\n')
      .map((line) => line.split('\t'))
      .filter(([, status]) => status === 'install ok installed')
      .map(([name]) => name),
  )
  return wanted.filter((name) => !installed.has(name))
}

const isUbuntu = () => existsSync('/etc/os-release') && /^ID=ubuntu$/m.test(readFileSync('/etc/os-release', 'utf8'))

/** The packages among `wanted` that are not installed; browsers are not asked for where one was named, or where Ubuntu has none. */
export function absentPackages(wanted) {
  if (isUbuntu() && installedPrintBrowser() === undefined)
    throw new StartProblem(
      'Chromium: Ubuntu chỉ có bản snap, không dùng được để in biên bản; hãy cài gói google-chrome-stable hoặc đặt CHROMIUM_BIN.',
    )
  const hasOwnBrowser = process.env.CHROMIUM_BIN !== undefined || isUbuntu()
  const needed = wanted.filter((name) => !(hasOwnBrowser && name.startsWith('chromium')))
  const query = spawnSync('dpkg-query', ['-W', '-f', '${Package}\t${Status}\n', ...needed], { encoding: 'utf8' })
  if (query.error)
    throw new StartProblem(
      `Gói hệ thống: máy này không dùng gói Debian; hãy cài các chương trình tương ứng với ${needed.join(', ')}.`,
    )
  return absentFrom(needed, query.stdout)
}

/** Installs Debian packages; without root it stops with the one line to run. */
export async function installPackages(names, onLine) {
  const install = ['install', '-y', '--no-install-recommends', ...names]
  if (process.getuid?.() !== 0)
    throw new StartProblem(
      `Gói hệ thống: còn thiếu ${names.join(', ')}. Hãy chạy dòng sau rồi chạy lại:\n\n` +
        `    sudo apt-get update && sudo apt-get ${install.join(' ')}\n`,
    )
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  try {
    await run('apt-get', ['update', '-q'], { env, onLine })
    await run('apt-get', install, { env, onLine })
  } catch (cause) {
    throw new StartProblem(
      `Gói hệ thống: không cài được ${names.join(', ')} (${lastLine(cause)}); kiểm tra kho gói Debian rồi chạy lại.`,
    )
  }
}

const lastLine = (cause) => (cause.tail ?? cause.message).split('\n').filter(Boolean).at(-1) ?? ''
