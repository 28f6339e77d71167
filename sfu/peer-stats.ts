import type { StreamStats } from '#contract/media-plane.ts'
import type { types } from 'mediasoup'
import type { MediaTransport } from './media-transport.ts'
import type { PeerMedia } from './peer-media.ts'

/** What the SFU measures of one peer now. */
export async function peerStats({ transports, producers, consumers }: PeerMedia) {
  const [paths, sent, received] = await Promise.all([
    Promise.all(transports.map(pathStats)),
    Promise.all(producers.all.map(async ({ id, engine }) => ({ producer: id, streams: (await engine.getStats()).map(streamStats) }))),
    Promise.all(
      consumers.all.map(async ({ id, engine }) => ({
        consumer: id,
        streams: (await engine.getStats()).filter(({ type }) => type === 'outbound-rtp').map(streamStats),
      })),
    ),
  ])
  return { transports: paths.flat(), producers: sent, consumers: received }
}

async function pathStats({ id, direction, engine }: MediaTransport) {
  const [stat] = await engine.getStats()
  if (!stat) return []
  const { availableOutgoingBitrate: outgoing, availableIncomingBitrate: incoming } = stat
  const { rtpPacketLossReceived: lossReceived, rtpPacketLossSent: lossSent } = stat
  const protocol = stat.iceSelectedTuple?.protocol
  return [
    {
      transport: id,
      direction,
      ...(protocol === undefined ? {} : { protocol }),
      bytesReceived: stat.bytesReceived,
      bytesSent: stat.bytesSent,
      receiveBitrate: stat.recvBitrate,
      sendBitrate: stat.sendBitrate,
      ...(outgoing === undefined ? {} : { availableOutgoingBitrate: outgoing }),
      ...(incoming === undefined ? {} : { availableIncomingBitrate: incoming }),
      ...(lossReceived === undefined ? {} : { lossReceived }),
      ...(lossSent === undefined ? {} : { lossSent }),
    },
  ]
}

function streamStats(stat: types.ProducerStat | types.ConsumerStat): StreamStats {
  return {
    kind: stat.kind,
    ...(stat.rid === undefined ? {} : { rid: stat.rid }),
    packets: stat.packetCount,
    bytes: stat.byteCount,
    bitrate: stat.bitrate,
    lost: stat.packetsLost,
    fractionLost: stat.fractionLost,
    jitter: stat.jitter,
    ...(stat.roundTripTime === undefined ? {} : { roundTripTime: stat.roundTripTime }),
    nacks: stat.nackCount,
    keyFrameRequests: stat.pliCount + stat.firCount,
    score: stat.score,
  }
}
