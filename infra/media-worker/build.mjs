import { chmod, cp, mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { run } from '../setup/run.mjs'

/** Local stand-ins for the subprojects that meson would download: they hand out the system's libraries. */
const systemLibraries = fileURLToPath(new URL('./subprojects', import.meta.url))

/** Sources of ours that are compiled with it. */
const additions = fileURLToPath(new URL('./additions', import.meta.url))

/** The places where the published source does not fit Debian's libraries, and where ours are called. */
const patches = [
  // Debian 12 has meson 1.0; nothing newer is used.
  { file: 'meson.build', from: "meson_version: '>= 1.1.0'", to: "meson_version: '>= 1.0.0'" },
  // Debian's OpenSSL is built with kTLS. The BIO callback answers 1 to every control call, BIO_CTRL_GET_KTLS_SEND
  // included, so OpenSSL believes that the kernel encrypts, allocates no write buffer and crashes in the first
  // DTLS handshake. Hand back what the BIO returned.
  {
    file: 'src/RTC/DtlsTransport.cpp',
    from: '(operationType == BIO_CB_RETURN) ?',
    to: '(operationType & BIO_CB_RETURN) ?',
  },
  // Of the two constants of this name that a joined compilation sees, this file means its own.
  {
    file: 'deps/libwebrtc/libwebrtc/modules/congestion_controller/goog_cc/trendline_estimator.cc',
    from: 'kDeltaCounterMax',
    to: 'kTrendlineDeltaCounterMax',
  },
  // A socket offers each datagram to its batches first, and sends what they do not take as it always did.
  {
    file: 'src/handles/UdpSocketHandle.cpp',
    from: '\t// First try uv_udp_try_send(). In case it can not directly send the datagram\n',
    to: [
      '\tif (this->batches && this->batches->Take(data, len, addr, cb))\n\t{\n\t\treturn;\n\t}\n\n',
      '\tSendNow(data, len, addr, cb);\n}\n\n',
      'void UdpSocketHandle::SendNow(\n',
      '  const uint8_t* data, size_t len, const struct sockaddr* addr, UdpSocketHandle::onSendCallback* cb)\n',
      '{\n\tMS_TRACE();\n\n',
      '\t// First try uv_udp_try_send(). In case it can not directly send the datagram\n',
    ].join(''),
  },
  {
    file: 'src/handles/UdpSocketHandle.cpp',
    from: '\t\tMS_THROW_ERROR("error setting local IP and port");\n\t}\n',
    to: '\t\tMS_THROW_ERROR("error setting local IP and port");\n\t}\n\n\tthis->batches = UdpBatches::Create(this, this->uvHandle);\n',
  },
  // What waits is sent before the socket is closed.
  {
    file: 'src/handles/UdpSocketHandle.cpp',
    from: '\tthis->closed = true;\n',
    to: '\tthis->batches.reset();\n\tthis->closed = true;\n',
  },
  {
    file: 'include/handles/UdpSocketHandle.hpp',
    from: '#include "common.hpp"\n',
    to: '#include "common.hpp"\n#include "handles/UdpBatches.hpp"\n',
  },
  {
    file: 'include/handles/UdpSocketHandle.hpp',
    from: 'private:\n\tvoid InternalClose();\n',
    to: [
      'private:\n\tfriend class UdpBatches;\n\n',
      '\tvoid SendNow(\n\t  const uint8_t* data, size_t len, const struct sockaddr* addr, UdpSocketHandle::onSendCallback* cb);\n',
      '\tvoid InternalClose();\n',
    ].join(''),
  },
  {
    file: 'include/handles/UdpSocketHandle.hpp',
    from: '\tuv_udp_t* uvHandle{ nullptr };\n',
    to: '\tuv_udp_t* uvHandle{ nullptr };\n\t// None where datagrams are sent one by one.\n\tstd::unique_ptr<UdpBatches> batches;\n',
  },
  {
    file: 'meson.build',
    from: "  'src/handles/UdpSocketHandle.cpp',\n",
    to: "  'src/handles/UdpBatches.cpp',\n  'src/handles/UdpSocketHandle.cpp',\n",
  },
  // Whoever goes without a word leaves a transport behind that has their address and port for some seconds. Somebody new who gets the
  // same from their NAT names another transport: they are heard there, and with a valid password the address is theirs.
  {
    file: 'src/RTC/WebRtcServer.cpp',
    from: '\t\tif (it1 != this->mapTupleWebRtcTransport.end())\n\t\t{\n\t\t\tauto* webRtcTransport = it1->second;\n\n\t\t\twebRtcTransport->ProcessStunPacketFromWebRtcServer',
    to: [
      '\t\tauto named = this->mapLocalIceUsernameFragmentWebRtcTransport.find(\n',
      '\t\t  WebRtcServer::GetLocalIceUsernameFragmentFromReceivedStunPacket(packet));\n',
      '\t\tconst bool namesAnother = named != this->mapLocalIceUsernameFragmentWebRtcTransport.end() &&\n',
      '\t\t  it1 != this->mapTupleWebRtcTransport.end() && named->second != it1->second;\n\n',
      '\t\tif (it1 != this->mapTupleWebRtcTransport.end() && !namesAnother)\n\t\t{\n\t\t\tauto* webRtcTransport = it1->second;\n\n\t\t\twebRtcTransport->ProcessStunPacketFromWebRtcServer',
    ].join(''),
  },
  {
    file: 'src/RTC/WebRtcServer.cpp',
    from: '\t\tif (this->mapTupleWebRtcTransport.contains(tupleKey))\n\t\t{\n\t\t\tMS_WARN_TAG(ice, "tuple key already exists in the table");\n\n\t\t\treturn;\n\t\t}\n\n',
    // The key points into the tuple that it was made of, which goes with its transport: it is put anew and not only its value.
    to: [
      '\t\tauto owner = this->mapTupleWebRtcTransport.find(tupleKey);\n\n',
      '\t\tif (owner != this->mapTupleWebRtcTransport.end())\n\t\t{\n',
      '\t\t\tif (owner->second == webRtcTransport)\n\t\t\t{\n\t\t\t\treturn;\n\t\t\t}\n\n',
      '\t\t\tthis->mapTupleWebRtcTransport.erase(owner);\n\t\t}\n\n',
    ].join(''),
  },
  // Whoever proved last that an address is theirs has it, so that nobody loses theirs for good to one who only claimed it.
  {
    file: 'src/RTC/ICE/IceServer.cpp',
    from: '\t\t\t\tMS_DEBUG_DEV("tuple already exists");\n\n',
    to: '\t\t\t\tMS_DEBUG_DEV("tuple already exists");\n\n\t\t\t\tthis->listener->OnIceServerTupleAdded(this, storedTuple);\n\n',
  },
  {
    file: 'src/RTC/WebRtcServer.cpp',
    from: '::OnWebRtcTransportTransportTupleRemoved(\n\t  RTC::WebRtcTransport* /*webRtcTransport*/,',
    to: '::OnWebRtcTransportTransportTupleRemoved(\n\t  RTC::WebRtcTransport* webRtcTransport,',
  },
  {
    file: 'src/RTC/WebRtcServer.cpp',
    from: '\t\t\tMS_DEBUG_TAG(ice, "tuple key not found in the table");\n\n\t\t\treturn;\n\t\t}\n',
    to: '\t\t\tMS_DEBUG_TAG(ice, "tuple key not found in the table");\n\n\t\t\treturn;\n\t\t}\n\n\t\tif (it->second != webRtcTransport)\n\t\t{\n\t\t\treturn;\n\t\t}\n',
  },
]

/** Sources joined into one compilation: twelve share the reading of their headers, which takes most of the time. */
const sourcesPerCompilation = 12

/** Sources whose file-local names also stand in others: compiled each alone. */
const compiledAlone = [
  'src/Settings.cpp',
  'src/handles/TcpServerHandle.cpp',
  'src/handles/UdpBatches.cpp',
  'src/handles/UdpSocketHandle.cpp',
  'src/handles/UnixStreamSocketHandle.cpp',
  'src/RTC/BWE/LossBasedController.cpp',
  'src/RTC/BWE/TargetRateController.cpp',
  'src/RTC/PlainTransport.cpp',
  'src/RTC/RTP/RtxStream.cpp',
  'src/RTC/SCTP/association/TransmissionControlBlock.cpp',
  'src/RTC/SvcProducerStreamManager.cpp',
  'src/RTC/TransportCongestionControlServer.cpp',
  'src/RTC/WebRtcTransport.cpp',
]

async function applyPatch(tree, { file, from, to }) {
  const path = join(tree, file)
  const before = await readFile(path, 'utf8')
  if (!before.includes(from)) throw new Error(`media worker: ${file} is not the source that the build expects`)
  await writeFile(path, before.replaceAll(from, to))
}

/** Takes `compiledAlone` out of the joined compilations, into a library of their own. */
async function setApart(tree) {
  const path = join(tree, 'meson.build')
  const quoted = compiledAlone.map((source) => `  '${source}',\n`)
  const executable = "executable(\n  'mediasoup-worker',\n"
  const before = await readFile(path, 'utf8')
  if (![executable, ...quoted].every((line) => before.includes(line)))
    throw new Error('media worker: meson.build is not the one that the build expects')
  const without = quoted.reduce((text, line) => text.replace(line, ''), before)
  const library = [
    "compiled_alone = static_library(\n  'compiled-alone',\n  dependencies: dependencies,\n",
    `  sources: [\n${quoted.join('')}  ],\n`,
    "  include_directories: include_directories('include'),\n  cpp_args: cpp_args + ['-DMS_EXECUTABLE'],\n",
    "  override_options: ['unity=off'],\n)\n\n",
  ].join('')
  await writeFile(path, without.replace(executable, `${library}${executable}  link_whole: compiled_alone,\n`))
}

async function compile(tree, onLine) {
  const subprojects = join(tree, 'subprojects')
  await rm(subprojects, { recursive: true, force: true })
  await cp(systemLibraries, subprojects, { recursive: true })
  const joined = ['--unity', 'on', '--unity-size', String(sourcesPerCompilation)]
  const meson = ['setup', '--buildtype', 'release', '-Db_ndebug=true', ...joined, '--wrap-mode', 'nodownload', 'build']
  await run('meson', meson, { cwd: tree })
  // libwebrtc includes these generated headers without saying so to ninja, which might compile it before they are there.
  await run('ninja', ['-C', 'build', 'fbs/FBS/common.h'], { cwd: tree })
  await run('ninja', ['-C', 'build', 'mediasoup-worker'], { cwd: tree, onLine })
  return join(tree, 'build', 'mediasoup-worker')
}

/**
 * Builds mediasoup-worker from the npm package's own source with Debian's libraries, about two and a half minutes on two cores.
 * `source` is the package's `worker` folder, which stays untouched; `target` is replaced atomically.
 */
export async function buildMediaWorker({ source, target, onLine }) {
  const work = await mkdtemp(join(tmpdir(), 'lien-vien-worker-'))
  try {
    const tree = join(work, 'worker')
    await cp(source, tree, { recursive: true })
    await cp(additions, tree, { recursive: true })
    for (const patch of patches) await applyPatch(tree, patch)
    await setApart(tree)
    const binary = await compile(tree, onLine)
    await mkdir(dirname(target), { recursive: true })
    const staged = `${target}.${process.pid}`
    await run('strip', ['-o', staged, binary])
    await chmod(staged, 0o755)
    await rename(staged, target)
  } finally {
    await rm(work, { recursive: true, force: true })
  }
}
