#ifndef MS_UDP_BATCHES_HPP
#define MS_UDP_BATCHES_HPP

#include "common.hpp"
#include <sys/uio.h> // struct iovec
#include <uv.h>
#include <vector>

class UdpSocketHandle;

/**
 * Holds the datagrams that a socket is given within one turn of the loop and hands the kernel those of equal size for
 * one peer in one call (UDP_SEGMENT); all others are sent one by one by the socket itself. Whatever happens, datagrams
 * for one peer leave in the order in which they came.
 */
class UdpBatches
{
public:
	using onSendCallback = const std::function<void(bool sent)>;

	/**
	 * Returns nullptr where batching is switched off (SFU_UDP_SEGMENT=false) or the kernel does not know UDP_SEGMENT.
	 */
	static std::unique_ptr<UdpBatches> Create(UdpSocketHandle* socket, uv_udp_t* uvSocket);

	UdpBatches& operator=(const UdpBatches&) = delete;
	UdpBatches(const UdpBatches&)            = delete;
	~UdpBatches();

	/**
	 * Takes the datagram, which is copied, and its callback; false if the socket has to send it itself.
	 */
	bool Take(const uint8_t* data, size_t len, const struct sockaddr* addr, onSendCallback* cb);

	/* Callback fired by UV before the loop waits for events. */
	void OnUvPrepare();

private:
	/** Who a datagram is for, in a form that can be compared. */
	struct Peer
	{
		uint16_t family{ 0 };
		uint16_t port{ 0 };
		uint32_t scope{ 0 };
		uint64_t high{ 0 };
		uint64_t low{ 0 };

		static Peer From(const struct sockaddr* addr);
		bool operator==(const Peer& other) const = default;
		size_t Hash() const;
	};

	/** Datagrams of one size for one peer, of which the last one may be shorter. */
	struct Batch
	{
		Peer peer;
		struct sockaddr_in6 addr{}; // Large enough for IPv4 too.
		size_t bytes{ 0 };
		std::vector<struct iovec> datagrams;
		std::vector<onSendCallback*> callbacks;

		const struct sockaddr* Address() const
		{
			return reinterpret_cast<const struct sockaddr*>(std::addressof(this->addr));
		}
		bool Accepts(size_t len) const;
	};

	/** A place of the table that finds a peer's latest batch; it counts only in the turn that it names. */
	struct Slot
	{
		uint64_t turn{ 0 };
		size_t batch{ 0 };
	};

	/** What came in one turn. There are two: callbacks may send while the other one is being sent. */
	struct Turn
	{
		std::unique_ptr<uint8_t[]> store;
		size_t stored{ 0 };
		// Those behind `used` keep their memory for later turns.
		std::vector<Batch> batches;
		size_t used{ 0 };
		std::vector<Slot> slots;
		uint64_t number{ 1 };

		bool HasRoomFor(size_t len) const;
		Batch& BatchFor(const struct sockaddr* addr, size_t len);
		void Clear();
	};

private:
	UdpBatches(UdpSocketHandle* socket, uv_udp_t* uvSocket, int fd);

	void Flush();
	void Send(const Batch& batch);
	bool SendSegmented(const Batch& batch);
	bool CanSegmentFor(const Peer& peer) const;
	void DoNotSegmentFor(const Peer& peer, int error);

private:
	// Passed by argument.
	UdpSocketHandle* socket{ nullptr };
	uv_udp_t* uvSocket{ nullptr };
	int fd{ -1 };
	// Allocated by this.
	uv_prepare_t* uvHandle{ nullptr };
	// Others.
	Turn turns[2];
	size_t current{ 0 };
	bool waiting{ false };
	bool flushing{ false };
	bool segmenting{ true };
	// Peers that segmented sends do not reach: their path or device refused one.
	std::vector<Peer> unsegmented;
	size_t oldestUnsegmented{ 0 };
	uint64_t sentBatches{ 0 };
	uint64_t sentDatagrams{ 0 };
};

#endif
