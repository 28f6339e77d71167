import type { ConsumerId, MediaPeerId, MediaRoomId } from '#contract/media-plane.ts'
import { err, ok } from '#core/shared/result.ts'
import type { types } from 'mediasoup'
import { done, findConsumer, findPeer, findProducer, findRoom, type MediaPlaneHandlers } from './lookup.ts'
import type { Consuming } from './peer-consumers.ts'
import type { RoomRegistry } from './room-registry.ts'

type ProducerHandlers = Pick<
  MediaPlaneHandlers,
  'produce' | 'pause-producer' | 'resume-producer' | 'close-producer' | 'record-producer' | 'stop-segment'
>
type ConsumerHandlers = Pick<
  MediaPlaneHandlers,
  | 'consume' | 'pause-consumer' | 'resume-consumer' | 'close-consumer'
  | 'set-preferred-layers' | 'set-consumer-priority' | 'request-key-frame'
>

/** What flows on the paths. */
export function streamHandlers(registry: RoomRegistry): ProducerHandlers & ConsumerHandlers {
  return { ...producerHandlers(registry), ...consumerHandlers(registry) }
}

function producerHandlers(registry: RoomRegistry): ProducerHandlers {
  return {
    'produce': async (of) => {
      const peer = findPeer(registry, of)
      if (!peer.ok) return peer
      const produced = await peer.value.produce(of)
      return produced.ok ? ok({ producer: produced.value.id }) : produced
    },
    'pause-producer': async (of) => {
      const producer = findProducer(registry, of)
      if (!producer.ok) return producer
      await producer.value.engine.pause()
      return done
    },
    'resume-producer': async (of) => {
      const producer = findProducer(registry, of)
      if (!producer.ok) return producer
      await producer.value.engine.resume()
      return done
    },
    'record-producer': async (of) => {
      const producer = findProducer(registry, of)
      if (!producer.ok) return producer
      const room = findRoom(registry, of)
      if (!room.ok) return room
      return (await room.value.recorder.record(producer.value, of.segment)) ? done : err('sfu.cannot-record')
    },
    'stop-segment': async (of) => {
      const room = findRoom(registry, of)
      if (room.ok) await room.value.recorder.stop(of.segment)
      return done
    },
    'close-producer': async (of) => {
      const producer = findProducer(registry, of)
      if (producer.ok) producer.value.close('requested')
      return done
    },
  }
}

function consumerHandlers(registry: RoomRegistry): ConsumerHandlers {
  const onConsumer = async (
    of: { readonly room: MediaRoomId; readonly peer: MediaPeerId; readonly consumer: ConsumerId },
    act: (engine: types.Consumer) => Promise<void>,
  ) => {
    const consumer = findConsumer(registry, of)
    if (!consumer.ok) return consumer
    await act(consumer.value.engine)
    return done
  }
  return {
    'consume': async (of) => {
      const peer = findPeer(registry, of)
      if (!peer.ok) return peer
      const consumed = await peer.value.consume(of)
      return consumed.ok ? ok(presentConsumer(consumed.value)) : consumed
    },
    'pause-consumer': (of) => onConsumer(of, (engine) => engine.pause()),
    'resume-consumer': (of) => onConsumer(of, (engine) => engine.resume()),
    'close-consumer': async (of) => {
      const consumer = findConsumer(registry, of)
      if (consumer.ok) consumer.value.close()
      return done
    },
    'set-preferred-layers': (of) => onConsumer(of, (engine) => engine.setPreferredLayers(of.layers)),
    'set-consumer-priority': (of) => onConsumer(of, (engine) => engine.setPriority(of.priority)),
    'request-key-frame': (of) => onConsumer(of, (engine) => engine.requestKeyFrame()),
  }
}

function presentConsumer({ consumer, from }: Consuming) {
  const { kind, type, rtpParameters, producerPaused } = consumer.engine
  return {
    consumer: consumer.id,
    producer: from.id,
    producerPeer: from.peer,
    source: from.source,
    kind,
    type,
    rtpParameters,
    producerPaused,
  }
}
