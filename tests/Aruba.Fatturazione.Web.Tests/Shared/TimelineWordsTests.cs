using Aruba.Fatturazione.Web.Features.Shared;
using Aruba.Fatturazione.Web.Outbox;
using Aruba.Fatturazione.Web.Tests.Infrastructure;

namespace Aruba.Fatturazione.Web.Tests.Shared;

public sealed class TimelineWordsTests
{
    [Theory]
    [InlineData(0, false, null, "in partenza")]
    [InlineData(1, true, null, "in partenza")]
    [InlineData(1, false, "SocketException", "tentativo 1 non riuscito")]
    [InlineData(2, true, "SocketException", "tentativo 1 non riuscito")]
    public void A_mail_that_is_being_sent_has_not_failed(int attempts, bool claimed, string? error, string words)
    {
        var message = new OutboxMessage
        {
            Id = Guid.Empty,
            Event = "OrderConfirmed",
            Reaction = "SendOrderConfirmation",
            Payload = "{}",
            Topic = "AF",
            CreatedAt = StoreHost.Start.UtcDateTime,
            Attempts = attempts,
            ClaimedBy = claimed ? Guid.Empty : null,
            LastError = error,
        };

        Assert.Contains(words, TimelineWords.Message(message, TimelineReader.Customer).Single().Text);
    }
}
