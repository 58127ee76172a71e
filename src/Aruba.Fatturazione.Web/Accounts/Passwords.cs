using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Aruba.Fatturazione.Web.Configuration;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace Aruba.Fatturazione.Web.Accounts;

/// <summary>What a password turned out to be.</summary>
public enum PasswordVerdict
{
    /// <summary>Not the one.</summary>
    Wrong,

    /// <summary>The one.</summary>
    Right,

    /// <summary>The one, hashed with fewer iterations than today's: hash it again while it is known.</summary>
    RightButWeak,
}

/// <summary>More passwords are being hashed than the queue holds; answered with 429 and <c>Retry-After</c>.</summary>
public sealed class TooManyHashes() : Exception("The queue of password hashes is full.");

/// <summary>
/// Hashes and verifies passwords (PBKDF2-SHA512, Identity's format). At most two at once: a hash takes a whole core for a tenth of a
/// second, and strangers who guess must not stop customers who buy.
/// </summary>
public sealed class Passwords : IDisposable
{
    /// <summary>Longest password that is looked at, in UTF-8 bytes.</summary>
    public const int MaxBytes = 1024;

    private const int AtOnce = 2;
    private const int Queue = 10;
    private static readonly object Nobody = new();

    private readonly SemaphoreSlim gate = new(AtOnce, AtOnce);
    private readonly PasswordHasher<object> hasher;
    private readonly string dummy;
    private int present;

    /// <summary>Takes the cost from <c>Accounts:PasswordIterations</c>.</summary>
    public Passwords(IOptions<AccountOptions> options)
    {
        var iterations = options.Value.PasswordIterations;
        hasher = new PasswordHasher<object>(Options.Create(new PasswordHasherOptions { IterationCount = iterations }));
        dummy = HashOfNothing(iterations);
    }

    /// <summary>
    /// Compares a password with a stored hash. An empty hash, or one of <see cref="Unknown"/>, takes as long as a real one and is never right.
    /// Throws <see cref="TooManyHashes"/> when too many wait already.
    /// </summary>
    public Task<PasswordVerdict> VerifyAsync(string hash, string password, CancellationToken ct)
    {
        if (TooLong(password))
        {
            return Task.FromResult(PasswordVerdict.Wrong);
        }

        return InTurnAsync(() => hasher.VerifyHashedPassword(Nobody, hash.Length == 0 ? dummy : hash, Normalized(password)) switch
        {
            PasswordVerificationResult.Success => PasswordVerdict.Right,
            PasswordVerificationResult.SuccessRehashNeeded => PasswordVerdict.RightButWeak,
            _ => PasswordVerdict.Wrong,
        }, ct);
    }

    /// <summary>The stored form of a password. Throws <see cref="TooManyHashes"/> when too many wait already.</summary>
    public Task<string> HashAsync(string password, CancellationToken ct)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(Encoding.UTF8.GetByteCount(password), MaxBytes, nameof(password));
        return InTurnAsync(() => hasher.HashPassword(Nobody, Normalized(password)), ct);
    }

    /// <summary>The hash to compare with when there is no such account: it takes the same time.</summary>
    public static string Unknown => "";

    /// <summary>True for more bytes than are ever hashed.</summary>
    public static bool TooLong(string password) => Encoding.UTF8.GetByteCount(password) > MaxBytes;

    /// <inheritdoc />
    public void Dispose() => gate.Dispose();

    // The same letters typed on another keyboard must be the same password (NIST SP 800-63B: normalise once before hashing).
    private static string Normalized(string password)
    {
        try
        {
            return password.Normalize(NormalizationForm.FormKC);
        }
        catch (ArgumentException)
        {
            // Half a surrogate pair has no normal form; it is taken as typed.
            return password;
        }
    }

    // Identity's version 3 format: marker, PRF (2 = HMAC-SHA512), iterations, salt length, salt, subkey.
    private static string HashOfNothing(int iterations)
    {
        const int header = 13, salt = 16, subkey = 32;
        var bytes = RandomNumberGenerator.GetBytes(header + salt + subkey);
        bytes[0] = 1;
        BinaryPrimitives.WriteUInt32BigEndian(bytes.AsSpan(1), 2);
        BinaryPrimitives.WriteUInt32BigEndian(bytes.AsSpan(5), (uint)iterations);
        BinaryPrimitives.WriteUInt32BigEndian(bytes.AsSpan(9), salt);
        return Convert.ToBase64String(bytes);
    }

    private async Task<T> InTurnAsync<T>(Func<T> work, CancellationToken ct)
    {
        if (Interlocked.Increment(ref present) > AtOnce + Queue)
        {
            Interlocked.Decrement(ref present);
            throw new TooManyHashes();
        }

        try
        {
            await gate.WaitAsync(ct);
            try
            {
                return work();
            }
            finally
            {
                gate.Release();
            }
        }
        finally
        {
            Interlocked.Decrement(ref present);
        }
    }
}
