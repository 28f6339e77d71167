import { admittedSeats, waitingSeats } from '#core/room/room.ts'
import { Gauge, type Registry } from 'prom-client'
import type { RoomRegistry } from './rooms/room-registry.ts'

/** How full the rooms are, counted when somebody asks. */
export function measureRooms(metrics: Registry, registry: RoomRegistry): void {
  const gauges: Readonly<Record<string, readonly [help: string, read: () => number]>> = {
    lienvien_rooms: ['Sessions that run in this process', () => registry.rooms.length],
    lienvien_seats_admitted: ['People inside', () => registry.rooms.reduce((sum, { room }) => sum + admittedSeats(room).length, 0)],
    lienvien_seats_waiting: ['People at a door', () => registry.rooms.reduce((sum, { room }) => sum + waitingSeats(room).length, 0)],
    lienvien_room_lines: ['Connected browsers', () => registry.rooms.reduce((sum, { connections }) => sum + connections.size, 0)],
  }
  for (const [name, [help, read]] of Object.entries(gauges)) {
    new Gauge({ name, help, registers: [metrics], collect() { this.set(read()) } })
  }
}
