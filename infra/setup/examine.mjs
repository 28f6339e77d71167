import { existsSync, readFileSync, statfsSync } from 'node:fs'
import { createServer, connect } from 'node:net'
import { join } from 'node:path'
import { cachedWorkerPath, presentWorker } from '../media-worker/locate.mjs'
import { examineArchive } from './examine-archive.mjs'
import { examineCertificate } from './examine-certificate.mjs'
import { examineMediaEngine } from './examine-media-engine.mjs'
import { dependenciesAreCurrent } from './npm-dependencies.mjs'
import { productNode, repositoryRoot } from './paths.mjs'
import { run } from './run.mjs'
import { nodeIsSupported, oldestNode } from './set-up.mjs'
import { absentPackages, installedPrintBrowser, runtimePackages, testPackages, workerBuildPackages } from './system-packages.mjs'

const present = (name, detail) => ({ state: 'present', name, detail })
const missing = (name, detail, fix) => ({ state: 'missing', name, detail, fix })
const wrong = (name, detail, fix) => ({ state: 'wrong', name, detail, fix })

const dataDirectory = () => process.env.DATA_DIR ?? join(repositoryRoot, '.data')
const neededMegabytes = 3000

function node() {
  const { node: version } = process.versions
  return nodeIsSupported(version)
    ? present('Node', version)
    : wrong('Node', version, `cài Node ${oldestNode.join('.')} trở lên`)
}

async function ownNode() {
  const name = 'Node của sản phẩm'
  if (!existsSync(productNode)) return missing(name, 'chưa cài', 'npm start cài cùng các thư viện')
  return present(name, (await run(productNode, ['--version'])).trim())
}

function dependencies() {
  return dependenciesAreCurrent()
    ? present('Thư viện', 'đúng theo package-lock.json')
    : missing('Thư viện', 'chưa cài hoặc khác package-lock.json', 'npm start (hoặc npm ci)')
}

function packages(name, wanted) {
  const root = process.getuid?.() === 0
  try {
    const absent = absentPackages(wanted)
    if (absent.length === 0) return present(name, wanted.join(' '))
    const line = `${root ? '' : 'sudo '}apt-get install -y --no-install-recommends ${absent.join(' ')}`
    return missing(name, `thiếu ${absent.join(' ')}`, root ? 'npm start tự cài' : line)
  } catch (cause) {
    return wrong(name, 'không phải máy Debian/Ubuntu', cause.message)
  }
}

function printBrowser() {
  const name = 'Trình duyệt in biên bản'
  const path = installedPrintBrowser()
  if (path && existsSync(path)) return present(name, path)
  return path
    ? wrong(name, `CHROMIUM_BIN=${path} không tồn tại`, 'sửa hoặc bỏ biến CHROMIUM_BIN')
    : missing(name, 'chưa cài', 'npm start tự cài (gói chromium-headless-shell)')
}

function mediaWorker() {
  const name = 'Tiến trình media'
  try {
    const path = presentWorker()
    if (path) return [present(name, path)]
  } catch (cause) {
    return [wrong(name, cause.message.replace(/^[^:]*: /, ''), 'sửa hoặc bỏ biến MEDIASOUP_WORKER_BIN')]
  }
  return [
    missing(name, `chưa có ở ${cachedWorkerPath()}`, 'npm start tải về hoặc dựng từ mã nguồn (khoảng 5 phút)'),
    packages('Gói để dựng media', workerBuildPackages),
  ]
}

const answers = (port, host) =>
  new Promise((resolve) => {
    const socket = connect({ port, host, timeout: 3000 })
    const end = (found) => {
      socket.destroy()
      resolve(found)
    }
    socket.once('connect', () => end(true)).once('error', () => end(false)).once('timeout', () => end(false))
  })

async function database() {
  const url = process.env.DATABASE_URL
  if (!url) {
    const made = existsSync(join(dataDirectory(), 'secrets.json'))
    return made
      ? present('Cơ sở dữ liệu', 'PostgreSQL đi kèm')
      : missing('Cơ sở dữ liệu', 'PostgreSQL đi kèm, chưa tạo', 'npm start tự tạo')
  }
  try {
    const { hostname, port } = new URL(url)
    return (await answers(Number(port || 5432), hostname))
      ? present('Cơ sở dữ liệu', `DATABASE_URL tới ${hostname}`)
      : wrong('Cơ sở dữ liệu', `không kết nối được tới ${hostname}`, 'kiểm tra địa chỉ, cổng và tường lửa')
  } catch {
    return wrong('Cơ sở dữ liệu', 'DATABASE_URL không phải là một địa chỉ', 'dạng đúng: postgresql://tên:mật-khẩu@máy:5432/csdl')
  }
}

const isFree = (port) =>
  new Promise((resolve) => {
    const server = createServer()
    server.once('error', () => resolve(false))
    server.listen({ port, host: '127.0.0.1', exclusive: true }, () => server.close(() => resolve(true)))
  })

/** A start that runs now notes its processes; then its ports are taken by right. */
function runningStart() {
  try {
    const { supervisor } = JSON.parse(readFileSync(join(dataDirectory(), 'run.json'), 'utf8'))
    process.kill(supervisor.pid, 0)
    return supervisor.pid
  } catch {
    return undefined
  }
}

async function ports() {
  const running = runningStart()
  if (running) return [present('Liên Viện', `đang chạy (tiến trình ${running})`)]
  const wanted = [
    ...[['PORT', 3000], ['PORTAL_PORT', 3001], ['SIGNALING_PORT', 3002], ['SFU_CONTROL_PORT', 3003]],
    ...[['JOBS_PORT', 3004], ['GATEWAY_HEALTH_PORT', 3005], ['ARCHIVE_PORT', 3006], ['SFU_MEDIA_PORT', 40_000]],
  ]
  const taken = []
  for (const [variable, fallback] of wanted) {
    const port = Number(process.env[variable] ?? fallback)
    if (!(await isFree(port)))
      taken.push(wrong('Cổng mạng', `${port} đang có tiến trình khác dùng`, `dừng tiến trình đó hoặc đặt ${variable} sang cổng khác`))
  }
  return taken.length > 0 ? taken : [present('Cổng mạng', 'đều trống')]
}

function disk() {
  const { bavail, bsize } = statfsSync(repositoryRoot)
  const megabytes = Math.floor((bavail * bsize) / 1_000_000)
  return megabytes >= neededMegabytes
    ? present('Dung lượng đĩa', `còn ${Math.floor(megabytes / 1000)} GB`)
    : wrong('Dung lượng đĩa', `chỉ còn ${megabytes} MB`, `giải phóng để còn ít nhất ${neededMegabytes} MB`)
}

/** Our own archive while it runs, and the hospital's where PACS_URL names it. */
async function archives() {
  const found = []
  if (runningStart()) {
    const { ARCHIVE_PASSWORD } = JSON.parse(readFileSync(join(dataDirectory(), 'secrets.json'), 'utf8'))
    found.push(await examineArchive('Kho ảnh đi kèm', `http://lienvien:${ARCHIVE_PASSWORD}@127.0.0.1:${process.env.ARCHIVE_PORT ?? 3006}/dicom-web`))
  }
  if (process.env.PACS_URL) found.push(await examineArchive('PACS của bệnh viện', process.env.PACS_URL))
  return found
}

function portalBuild() {
  return existsSync(join(repositoryRoot, 'web', '.next', '.fingerprint'))
    ? present('Bản dựng cổng thông tin', 'có')
    : missing('Bản dựng cổng thông tin', 'chưa có', 'npm start tự dựng')
}

/** Looks at everything that the product needs of this machine, and changes nothing. */
export async function examine() {
  return [
    node(),
    await ownNode(),
    dependencies(),
    packages('Gói hệ thống', runtimePackages),
    packages('Gói cho kiểm thử', testPackages),
    printBrowser(),
    ...mediaWorker(),
    await database(),
    ...(await archives()),
    ...(await examineMediaEngine(process.env)),
    ...examineCertificate(process.env, dataDirectory()),
    portalBuild(),
    ...(await ports()),
    disk(),
  ]
}
