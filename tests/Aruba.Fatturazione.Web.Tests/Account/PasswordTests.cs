using Aruba.Fatturazione.Web.Accounts;
using Aruba.Fatturazione.Web.Configuration;
using Microsoft.Extensions.Options;

namespace Aruba.Fatturazione.Web.Tests.Account;

public sealed class PasswordTests
{
    private static readonly string[] Own = ["Mario", "Rossi", "mario.rossi@esempio.it", "RSSMRA80A01H501U", "12345678903", "7654321@aruba.it", "Studio Tributario Verdi"];

    [Theory]
    [InlineData("tre gatti al sole")]
    [InlineData("Perché no? È così")]
    [InlineData("lampada-verde-tavolo")]
    [InlineData("zk4 9fj2 qm8p")]
    [InlineData("鳥が空を飛んでいる午後のこと")]
    [InlineData("            x7y8z9 q")]
    [InlineData("il mario che corre veloce")]
    [InlineData("fattura di lampade antiche")]
    public void Long_and_uncommon_ones_are_taken(string password) => Assert.Null(PasswordRules.Problem(password, Own));

    [Theory]
    [InlineData("", "Inserisci")]
    [InlineData("a", "hai scritto 1")]
    [InlineData("undici lett", "hai scritti 11")]
    [InlineData("password1234", "più usate")]
    [InlineData("Password1234", "più usate")]
    [InlineData("QWERTYuiop123", "più usate")]
    [InlineData("juventusjuventus", "più usate")]
    [InlineData("123456789012345", "più usate")]
    [InlineData("abcdefghijklmno", "più usate")]
    [InlineData("aaaaaaaaaaaaaaaa", "più usate")]
    [InlineData("abc1!abc1!abc1!", "più usate")]
    [InlineData("MarioRossi1980!", "tuoi dati")]
    [InlineData("mario.rossi@esempio.it", "tuoi dati")]
    [InlineData("la mia rssmra80a01h501u", "tuoi dati")]
    [InlineData("piva 12345678903 mia", "tuoi dati")]
    [InlineData("Aruba-fatturazione-2026", "tuoi dati")]
    [InlineData("StudioTributarioVerdi1", "tuoi dati")]
    [InlineData("7654321@aruba.it", "tuoi dati")]
    public void Others_are_refused_with_their_own_reason(string password, string reason)
    {
        var problem = PasswordRules.Problem(password, Own);

        Assert.Contains(reason, problem, StringComparison.Ordinal);
        Assert.InRange(problem!.Length, 10, 120);
    }

    [Fact]
    public void More_than_a_kilobyte_is_refused_and_never_hashed()
    {
        Assert.Contains("troppo lunga", PasswordRules.Problem(new string('è', 600), Own), StringComparison.Ordinal);
        Assert.Null(PasswordRules.Problem(string.Concat(Enumerable.Range(0, 64).Select(i => (char)('a' + (i * 7 % 26)))) + new string('è', 90) + "!", Own));
    }

    [Fact]
    public async Task The_same_letters_composed_differently_are_the_same_password()
    {
        using var passwords = Hashing(1_000);
        var hash = await passwords.HashAsync("perche\u0301 no, davvero", CancellationToken.None);

        Assert.Equal(PasswordVerdict.Right, await passwords.VerifyAsync(hash, "perch\u00e9 no, davvero", CancellationToken.None));
    }

    [Fact]
    public async Task A_hash_of_fewer_iterations_is_right_but_weak()
    {
        using var old = Hashing(1_000);
        using var now = Hashing(2_000);
        var hash = await old.HashAsync("tre gatti al sole", CancellationToken.None);

        Assert.Equal(PasswordVerdict.RightButWeak, await now.VerifyAsync(hash, "tre gatti al sole", CancellationToken.None));
        Assert.Equal(PasswordVerdict.Wrong, await now.VerifyAsync(hash, "tre gatti al buio", CancellationToken.None));
        Assert.Equal(PasswordVerdict.Wrong, await now.VerifyAsync(Passwords.Unknown, "tre gatti al sole", CancellationToken.None));
    }

    [Fact]
    public async Task Two_hash_ten_wait_and_the_others_are_sent_away()
    {
        using var passwords = Hashing(400_000);

        var hashing = Enumerable.Range(0, 40).Select(_ => Task.Factory.StartNew(
            () => passwords.HashAsync("tre gatti al sole", CancellationToken.None), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default).Unwrap()).ToList();
        var results = await Task.WhenAll(hashing.Select(async t =>
        {
            try
            {
                await t;
                return true;
            }
            catch (TooManyHashes)
            {
                return false;
            }
        }));

        Assert.Contains(false, results);
        Assert.InRange(results.Count(r => r), 12, 39);
    }

    private static Passwords Hashing(int iterations) => new(Options.Create(new AccountOptions { PasswordIterations = iterations }));
}
