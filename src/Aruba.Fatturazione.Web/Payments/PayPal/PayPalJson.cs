using System.Text.Json.Serialization;

namespace Aruba.Fatturazione.Web.Payments.PayPal;

/// <summary>PayPal's JSON, written and read without reflection.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(OrderSent))]
[JsonSerializable(typeof(CaptureSent))]
[JsonSerializable(typeof(RefundSent))]
[JsonSerializable(typeof(SetupSent))]
[JsonSerializable(typeof(TokenSent))]
[JsonSerializable(typeof(OrderSeen))]
[JsonSerializable(typeof(CaptureSeen))]
[JsonSerializable(typeof(RefundSeen))]
[JsonSerializable(typeof(SetupSeen))]
[JsonSerializable(typeof(TokenSeen))]
[JsonSerializable(typeof(TokensSeen))]
[JsonSerializable(typeof(DisputeSeen))]
[JsonSerializable(typeof(VerifiedSeen))]
[JsonSerializable(typeof(GrantSeen))]
[JsonSerializable(typeof(ErrorSeen))]
[JsonSerializable(typeof(NothingSeen))]
internal sealed partial class PayPalJson : JsonSerializerContext;
