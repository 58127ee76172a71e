using Aruba.Fatturazione.Web.Audit;
using Aruba.Fatturazione.Web.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;

namespace Aruba.Fatturazione.SqlServer.Tests;

/// <summary>The auditor's questions, as SQL Server would be asked them. No server is here to answer.</summary>
public sealed class AuditQueryTests
{
    [Fact]
    public void Every_question_of_the_auditor_can_be_asked_of_SQL_Server()
    {
        using var db = new SqlServerStoreDbContext(new DbContextOptionsBuilder<SqlServerStoreDbContext>().UseSqlServer("Server=nowhere").Options);
        var look = new AuditLook(db, new DateTime(2026, 11, 24, 9, 0, 0, DateTimeKind.Utc), null, new ConfigurationBuilder().Build(), null);

        var questions = Auditor.All.SelectMany(i => i.Queries(look)).Select(s => s.Keys.ToQueryString()).ToList();

        Assert.True(questions.Count > 30);
        Assert.All(questions, sql => Assert.Contains("SELECT", sql, StringComparison.Ordinal));
    }
}
