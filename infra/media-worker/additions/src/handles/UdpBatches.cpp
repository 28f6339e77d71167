#define MS_CLASS "UdpBatches"
// #define MS_LOG_DEV_LEVEL 3

#include "handles/UdpBatches.hpp"
#include "DepLibUV.hpp"
#include "Logger.hpp"
#include "handles/UdpSocketHandle.hpp"
#include <array>
#include <cerrno>
#include <cstdlib> // std::getenv()
#include <cstring> // std::memcpy(), std::strcmp(), std::strerror()
#include <netinet/udp.h>

/* Static. */

// The kernel takes no more segments in one call, nor more bytes than one datagram may have.
static constexpr size_t MaxSegments{ 64 };
static constexpr size_t MaxBytes{ 65507 };
// What one turn may hold before it is sent early: bounds memory, and how long the first datagram waits.
static constexpr size_t StoreSize{ 2 * 1024 * 1024 };
static constexpr size_t MaxBatches{ 2048 };
// A power of two, and at most half full.
static constexpr size_t NumSlots{ 2 * MaxBatches };
// So many peers that segments do not reach are remembered; where none was ever reached, the socket then gives up.
static constexpr size_t MaxUnsegmented{ 64 };

/* Static methods for UV callbacks. */

inline static void onPrepare(uv_prepare_t* handle)
{
	MS_TRACE();

	static_cast<UdpBatches*>(handle->data)->OnUvPrepare();
}

inline static void onClosePrepare(uv_handle_t* handle)
{
	MS_TRACE();

	delete reinterpret_cast<uv_prepare_t*>(handle);
}

/* Static methods. */

std::unique_ptr<UdpBatches> UdpBatches::Create(UdpSocketHandle* socket, uv_udp_t* uvSocket)
{
	MS_TRACE();

	const char* wanted = std::getenv("SFU_UDP_SEGMENT");

	if (wanted && std::strcmp(wanted, "false") == 0)
	{
		return nullptr;
	}

	uv_os_fd_t fd{ -1 };

	if (uv_fileno(reinterpret_cast<uv_handle_t*>(uvSocket), std::addressof(fd)) != 0)
	{
		return nullptr;
	}

	// A kernel that does not know the option would ignore it in sendmsg() too, and send all segments as one datagram.
	const int none{ 0 };

	if (setsockopt(fd, IPPROTO_UDP, UDP_SEGMENT, std::addressof(none), sizeof(none)) != 0)
	{
		return nullptr;
	}

	return std::unique_ptr<UdpBatches>(new UdpBatches(socket, uvSocket, fd));
}

UdpBatches::Peer UdpBatches::Peer::From(const struct sockaddr* addr)
{
	MS_TRACE();

	Peer peer;

	peer.family = addr->sa_family;

	if (addr->sa_family == AF_INET)
	{
		const auto* addr4 = reinterpret_cast<const struct sockaddr_in*>(addr);

		peer.port = addr4->sin_port;
		peer.low  = addr4->sin_addr.s_addr;
	}
	else
	{
		const auto* addr6 = reinterpret_cast<const struct sockaddr_in6*>(addr);

		peer.port  = addr6->sin6_port;
		peer.scope = addr6->sin6_scope_id;
		std::memcpy(std::addressof(peer.high), addr6->sin6_addr.s6_addr, 8);
		std::memcpy(std::addressof(peer.low), addr6->sin6_addr.s6_addr + 8, 8);
	}

	return peer;
}

/* Instance methods. */

size_t UdpBatches::Peer::Hash() const
{
	MS_TRACE();

	uint64_t mixed = this->low ^ (this->high * 0x9E3779B97F4A7C15u);

	mixed ^= (static_cast<uint64_t>(this->port) << 32) ^ this->scope;
	mixed *= 0xBF58476D1CE4E5B9u;

	return static_cast<size_t>(mixed ^ (mixed >> 31));
}

bool UdpBatches::Batch::Accepts(size_t len) const
{
	MS_TRACE();

	const size_t segment = this->datagrams.front().iov_len;

	// A shorter datagram ends a batch.
	return (
	  len <= segment && this->datagrams.back().iov_len == segment &&
	  this->datagrams.size() < MaxSegments && this->bytes + len <= MaxBytes);
}

bool UdpBatches::Turn::HasRoomFor(size_t len) const
{
	MS_TRACE();

	return this->stored + len <= StoreSize && this->used < MaxBatches;
}

/**
 * The batch that a datagram of this size goes to: the peer's latest one, or a new one behind it.
 */
UdpBatches::Batch& UdpBatches::Turn::BatchFor(const struct sockaddr* addr, size_t len)
{
	MS_TRACE();

	const auto peer = Peer::From(addr);
	size_t place    = peer.Hash() & (NumSlots - 1);

	while (this->slots[place].turn == this->number &&
	       this->batches[this->slots[place].batch].peer != peer)
	{
		place = (place + 1) & (NumSlots - 1);
	}

	auto& slot = this->slots[place];

	if (slot.turn == this->number && this->batches[slot.batch].Accepts(len))
	{
		return this->batches[slot.batch];
	}

	if (this->used == this->batches.size())
	{
		this->batches.emplace_back();
	}

	slot.turn  = this->number;
	slot.batch = this->used++;

	auto& batch = this->batches[slot.batch];

	batch.peer  = peer;
	batch.bytes = 0;
	batch.datagrams.clear();
	batch.callbacks.clear();
	std::memcpy(
	  std::addressof(batch.addr),
	  addr,
	  addr->sa_family == AF_INET ? sizeof(struct sockaddr_in) : sizeof(struct sockaddr_in6));

	return batch;
}

void UdpBatches::Turn::Clear()
{
	MS_TRACE();

	this->stored = 0;
	this->used   = 0;
	this->number++;
}

UdpBatches::UdpBatches(UdpSocketHandle* socket, uv_udp_t* uvSocket, int fd)
  : socket(socket), uvSocket(uvSocket), fd(fd), uvHandle(new uv_prepare_t)
{
	MS_TRACE();

	this->uvHandle->data = static_cast<void*>(this);

	// These two cannot fail. A loop that has nothing else to do may end.
	uv_prepare_init(DepLibUV::GetLoop(), this->uvHandle);
	uv_unref(reinterpret_cast<uv_handle_t*>(this->uvHandle));
}

UdpBatches::~UdpBatches()
{
	MS_TRACE();

	Flush();

	MS_DEBUG_TAG(
	  info,
	  "datagrams sent in segments [datagrams:%" PRIu64 ", calls:%" PRIu64 "]",
	  this->sentDatagrams,
	  this->sentBatches);

	uv_close(
	  reinterpret_cast<uv_handle_t*>(this->uvHandle), static_cast<uv_close_cb>(onClosePrepare));
}

bool UdpBatches::Take(
  const uint8_t* data, size_t len, const struct sockaddr* addr, onSendCallback* cb)
{
	MS_TRACE();

	const bool isInet = addr->sa_family == AF_INET || addr->sa_family == AF_INET6;

	// What still waits goes first, also where no more is to be segmented.
	if (!isInet || len > MaxBytes || (!this->segmenting && this->turns[this->current].used == 0))
	{
		Flush();

		return false;
	}

	if (!this->turns[this->current].HasRoomFor(len))
	{
		// Within a callback of a flush there is nowhere to go: let it overtake rather than lose it.
		if (this->flushing)
		{
			return false;
		}

		Flush();
	}

	auto& turn = this->turns[this->current];

	if (!turn.store)
	{
		turn.store.reset(new uint8_t[StoreSize]);
		turn.slots.resize(NumSlots);
	}

	auto* copy  = turn.store.get() + turn.stored;
	auto& batch = turn.BatchFor(addr, len);

	std::memcpy(copy, data, len);
	turn.stored += len;
	batch.bytes += len;
	batch.datagrams.push_back({ .iov_base = copy, .iov_len = len });
	batch.callbacks.push_back(cb);

	if (!this->waiting)
	{
		this->waiting = true;
		uv_prepare_start(this->uvHandle, static_cast<uv_prepare_cb>(onPrepare));
	}

	return true;
}

void UdpBatches::OnUvPrepare()
{
	MS_TRACE();

	Flush();

	this->waiting = false;
	uv_prepare_stop(this->uvHandle);
}

void UdpBatches::Flush()
{
	MS_TRACE();

	if (this->flushing)
	{
		return;
	}

	this->flushing = true;

	// Callbacks may have sent more, into the other turn.
	while (this->turns[this->current].used > 0)
	{
		auto& turn = this->turns[this->current];

		this->current ^= 1;

		for (size_t i{ 0 }; i < turn.used; ++i)
		{
			Send(turn.batches[i]);
		}

		turn.Clear();
	}

	this->flushing = false;
}

void UdpBatches::Send(const Batch& batch)
{
	MS_TRACE();

	const size_t count = batch.datagrams.size();

	// What libuv has queued for the socket must leave before.
	if (
	  count > 1 && this->segmenting && uv_udp_get_send_queue_count(this->uvSocket) == 0 &&
	  CanSegmentFor(batch.peer) && SendSegmented(batch))
	{
		this->socket->sentBytes += batch.bytes;
		this->sentBatches++;
		this->sentDatagrams += count;

		for (auto* cb : batch.callbacks)
		{
			if (cb)
			{
				(*cb)(true);
				delete cb;
			}
		}

		return;
	}

	// Each by itself, so that an error of one does not touch the others; libuv queues what the kernel cannot take now.
	for (size_t i{ 0 }; i < count; ++i)
	{
		const auto& datagram = batch.datagrams[i];

		this->socket->SendNow(
		  static_cast<const uint8_t*>(datagram.iov_base),
		  datagram.iov_len,
		  batch.Address(),
		  batch.callbacks[i]);
	}
}

/**
 * True if the kernel took all datagrams; otherwise it took none.
 */
bool UdpBatches::SendSegmented(const Batch& batch)
{
	MS_TRACE();

	alignas(struct cmsghdr) std::array<uint8_t, CMSG_SPACE(sizeof(uint16_t))> control{};
	const auto segment = static_cast<uint16_t>(batch.datagrams.front().iov_len);
	struct msghdr message{};

	message.msg_name = const_cast<struct sockaddr_in6*>(std::addressof(batch.addr));
	message.msg_namelen =
	  batch.peer.family == AF_INET ? sizeof(struct sockaddr_in) : sizeof(struct sockaddr_in6);
	message.msg_iov        = const_cast<struct iovec*>(batch.datagrams.data());
	message.msg_iovlen     = batch.datagrams.size();
	message.msg_control    = control.data();
	message.msg_controllen = control.size();

	auto* header = CMSG_FIRSTHDR(std::addressof(message));

	header->cmsg_level = IPPROTO_UDP;
	header->cmsg_type  = UDP_SEGMENT;
	header->cmsg_len   = CMSG_LEN(sizeof(segment));
	std::memcpy(CMSG_DATA(header), std::addressof(segment), sizeof(segment));

	ssize_t sent;

	do
	{
		sent = sendmsg(this->fd, std::addressof(message), 0);
	} while (sent == -1 && errno == EINTR);

	if (sent >= 0)
	{
		return true;
	}

	switch (errno)
	{
		// A segment does not fit the path's MTU, or the device (or tunnel) cannot have datagrams cut.
		case EINVAL:
		case EIO:
		case EMSGSIZE:
		case EOPNOTSUPP:
		{
			DoNotSegmentFor(batch.peer, errno);

			break;
		}

		// No room now (EAGAIN, ENOBUFS), an ICMP error about an earlier datagram (ECONNREFUSED), a firewall (EPERM):
		// nothing against segments.
		default:;
	}

	return false;
}

bool UdpBatches::CanSegmentFor(const Peer& peer) const
{
	MS_TRACE();

	return std::find(this->unsegmented.begin(), this->unsegmented.end(), peer) ==
	       this->unsegmented.end();
}

void UdpBatches::DoNotSegmentFor(const Peer& peer, int error)
{
	MS_TRACE();

	MS_DEBUG_TAG(info, "peer gets its datagrams one by one: %s", std::strerror(error));

	if (this->unsegmented.size() < MaxUnsegmented)
	{
		this->unsegmented.push_back(peer);
	}
	// The kernel or the only device cannot do it at all.
	else if (this->sentBatches == 0)
	{
		MS_WARN_TAG(info, "datagrams are no longer sent in segments: %s", std::strerror(error));

		this->segmenting = false;
	}
	// Peers come and go: the one that was refused first is forgotten, at the worst it is refused again.
	else
	{
		this->unsegmented[this->oldestUnsegmented] = peer;
		this->oldestUnsegmented                    = (this->oldestUnsegmented + 1) % MaxUnsegmented;
	}
}
